/** The validated bodies of the payment-session requests that reached the plugin's middleware. */
export const sessionRequests: unknown[] = []
