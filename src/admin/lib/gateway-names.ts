/** The gateways of this plugin, as they call themselves; for filters. */
export const GATEWAYS = [
  { value: "corefy", label: "DeStream (Corefy)" },
  { value: "stream-crypto", label: "Stream" },
  { value: "directa24", label: "Directa24" },
  { value: "xgateway", label: "XGateway" },
  { value: "streampay", label: "StreamPay" },
] as const
