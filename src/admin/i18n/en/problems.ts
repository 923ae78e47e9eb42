/** What can be wrong, by the shop's own code, in general words; the shop's words are particular. */
export const problems = {
  locking_in_memory: {
    message:
      "Medusa keeps its locks in the memory of each process. With several processes, two can change the same cart or order at once; the plugin guards only its own payments.",
    cure: "Make @medusajs/medusa/locking-redis the default provider of Medusa's locking module in medusa-config.ts.",
  },
  locking_never_expires: {
    message:
      "Medusa's locking-postgres never takes over a lock that has expired: after a crash within a checkout, that cart cannot be completed any more.",
    cure: "Use @medusajs/medusa/locking-redis instead. Until then, after a crash: delete from locking where expiration < now().",
  },
  locks_stuck: {
    message:
      "Some of Medusa's locks have expired and are held all the same: those carts cannot be completed.",
    cure: "Run in the database: delete from locking where expiration < now().",
  },
  jobs_not_running: {
    message:
      "No process runs the plugin's scheduled jobs: what no webhook tells is not found out, and what failed is not tried again.",
    cure: 'Start a process with worker mode "worker" or "shared"; if one runs, see its log for jobs named payment-gateways-….',
  },
  backend_url_missing: {
    message:
      "The shop's own address (backendUrl) is missing: customers are not led back from the gateways, and some gateways get no webhook address.",
    cure: "Set it in definePaymentGateways, or in the plugin's options, in medusa-config.ts.",
  },
  storefront_url_missing: {
    message:
      "The storefront's address (storefrontUrl) is missing: customers who come back see a plain answer instead of the storefront.",
    cure: "Set it in definePaymentGateways, or in the plugin's options, in medusa-config.ts.",
  },
  no_gateways: {
    message: "The plugin is installed, but no gateway is set up.",
    cure: "List one in definePaymentGateways in medusa-config.ts.",
  },
  provider_removed: {
    message:
      "Payments may still change at a gateway that is no longer set up under this id, so nobody looks at them.",
    cure: "Set it up again under the same id, and take it out of the regions instead, until they are final.",
  },
  credentials_refused: {
    message: "The gateway refuses the credentials, so nobody can pay with it.",
    cure: "Correct the options in the configuration, start the shop again, and check the credentials once more.",
  },
  webhooks_refused: {
    message: "The last webhook was refused.",
    cure: "Compare the webhook secret with the gateway's dashboard, and send a test event. Strangers may send such webhooks, too: when the test passes, nothing has to be done.",
  },
  webhook_test_failed: {
    message: "A test event did not arrive as it was sent.",
    cure: "See what the test found on this page, and send another one when it is mended.",
  },
  currency_not_taken: {
    message: "Customers are offered this gateway in regions whose currency it does not take.",
    cure: "Take the gateway out of these regions, under Settings > Regions.",
  },
  countries_not_served: {
    message: "Customers are offered this gateway in regions in whose countries it does not work.",
    cure: "Take the gateway out of these regions, under Settings > Regions.",
  },
  test_mode_in_production: {
    message:
      "The gateway is in test mode while the shop runs in production: orders are made for which no money comes.",
    cure: "Set the option sandbox (or testMode) to false with live keys, or hide the method at checkout.",
  },
  circuit_open: {
    message:
      "The gateway has failed several times in a row. It is left alone for up to a minute at a time, then asked again.",
    cure: "See the log lines that name it and the gateway's status page; after a refused key, its options.",
  },
  checks_failing: {
    message:
      "Payments could not be looked at three times in a row or more: the gateway or the shop does not answer properly. It goes on being tried.",
    cure: "See the log lines that name them, and the timeline of each payment.",
  },
  checks_late: {
    message: "Payments should have been looked at by now. What no webhook tells is found out late.",
    cure: "See that a worker runs and has the time; start more workers, or see why the gateway does not answer.",
  },
  webhooks_late: {
    message: "Webhooks have waited for minutes to be processed.",
    cure: "See the last error of each on the page of webhooks, and that a worker runs.",
  },
  webhooks_dead: {
    message:
      "Webhooks were given up after many tries. Their payments are still looked at without them.",
    cure: "See them on the page of webhooks, remove the cause, and process them again.",
  },
  announcements_late: {
    message: "Events about payments have not been told to the rest of the shop for minutes.",
    cure: "See that Medusa's event bus, and its Redis, can be reached, and that a worker runs.",
  },
  exceptions_open: {
    message: "Payments have money that does not match: too little, too much, too late, or twice.",
    cure: "See them on the page of payments, and resolve each.",
  },
}
