import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { Gateway, GatewayList, MethodInput, Problem } from "./gateways-types"
import { queryKeys } from "./query-keys"
import { read, send } from "./request"

/** A page that is left open sees problems come and go. */
const LOOK_AGAIN_MS = 30_000

interface OneGateway {
  readonly gateway: Gateway
}

/** Every configured gateway, and those that could be. */
export function useGateways() {
  return useQuery({
    queryKey: queryKeys.gateways(),
    queryFn: () => read<GatewayList>("/gateways"),
    refetchInterval: LOOK_AGAIN_MS,
    retry: false,
  })
}

/** What is wrong with the shop's set-up or work. */
export function useProblems() {
  return useQuery({
    queryKey: queryKeys.health(),
    queryFn: () => read<{ problems: Problem[] }>("/health"),
    select: ({ problems }) => problems,
    refetchInterval: LOOK_AGAIN_MS,
    retry: false,
  })
}

/** Asks the gateway, by a call that changes nothing, whether it takes the configured credentials. */
export function useCheckCredentials(providerId: string) {
  return useGatewayAction(() => send<OneGateway>(`${pathOf(providerId)}/check-credentials`))
}

/** Sends a signed test event through the shop's public address. */
export function useTestWebhook(providerId: string) {
  return useGatewayAction(() => send<OneGateway>(`${pathOf(providerId)}/test-webhook`))
}

/** Writes how shoppers see one gateway. */
export function useSaveMethod(providerId: string) {
  return useGatewayAction((method: MethodInput) => send<OneGateway>(pathOf(providerId), method))
}

/** Writes how shoppers see several gateways. */
export function useSaveMethods() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (methods: Readonly<Record<string, MethodInput>>) => {
      for (const [providerId, method] of Object.entries(methods)) {
        await send<OneGateway>(pathOf(providerId), method)
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.gateways() }),
  })
}

function useGatewayAction<Input = void>(action: (input: Input) => Promise<OneGateway>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: action,
    onSuccess: ({ gateway }) => {
      client.setQueryData<GatewayList>(
        queryKeys.gateways(),
        (list) =>
          list && {
            ...list,
            gateways: list.gateways.map((one) =>
              one.provider_id === gateway.provider_id ? gateway : one
            ),
          }
      )
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: queryKeys.gateways() })
      void client.invalidateQueries({ queryKey: queryKeys.health() })
    },
  })
}

function pathOf(providerId: string): string {
  return `/gateways/${encodeURIComponent(providerId)}`
}
