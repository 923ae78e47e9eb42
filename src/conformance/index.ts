export { describeGateway } from "./describe-gateway"
export type {
  DocumentedEvent,
  DocumentedState,
  Fault,
  GatewayUnderTest,
  RefundsThatFailLater,
  SimulatedGateway,
} from "./gateway-under-test"
export { WebhookInbox } from "./webhook-inbox"
