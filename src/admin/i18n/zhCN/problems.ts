import type { Texts, Translation } from "../texts"

export const problems: Translation<Texts["problems"]> = {
  locking_in_memory: {
    message:
      "Medusa 把锁保存在每个进程的内存里。有多个进程时，两个进程可能同时修改同一个购物车或订单；插件只保护自己的付款。",
    cure: "请在 medusa-config.ts 中把 @medusajs/medusa/locking-redis 设为锁模块的默认提供者。",
  },
  locking_never_expires: {
    message:
      "Medusa 的 locking-postgres 从不接管已过期的锁：结账过程中崩溃后，该购物车将无法再完成。",
    cure: "请改用 @medusajs/medusa/locking-redis。在此之前，每次崩溃后执行：delete from locking where expiration < now().",
  },
  locks_stuck: {
    message: "Medusa 的一些锁已过期却仍被占用：这些购物车无法完成。",
    cure: "请在数据库中执行：delete from locking where expiration < now().",
  },
  jobs_not_running: {
    message: "没有进程在运行插件的定时任务：没有 webhook 通知的事情不会被发现，失败的也不会重试。",
    cure: '请启动一个 "worker" 或 "shared" 模式的进程；如果已有，请在其日志中查找名为 payment-gateways-… 的任务。',
  },
  backend_url_missing: {
    message: "缺少商店自己的地址 (backendUrl)：顾客无法从网关返回，部分网关也得不到 webhook 地址。",
    cure: "请在 medusa-config.ts 的 definePaymentGateways 或插件选项中设置。",
  },
  storefront_url_missing: {
    message: "缺少店面地址 (storefrontUrl)：返回的顾客只会看到一段简单的回应，而不是店面。",
    cure: "请在 medusa-config.ts 的 definePaymentGateways 或插件选项中设置。",
  },
  no_gateways: {
    message: "插件已安装，但还没有配置任何网关。",
    cure: "请在 medusa-config.ts 的 definePaymentGateways 中列出一个。",
  },
  provider_removed: {
    message: "有些付款在某个网关那里仍可能变化，但该网关已不再以此 id 配置，因此没人查看它们。",
    cure: "请用相同的 id 重新配置它，并改为把它从各地区移除，直到这些付款成为最终状态。",
  },
  credentials_refused: {
    message: "网关拒绝了凭据，因此没有人能用它付款。",
    cure: "请更正配置中的选项，重新启动商店，并再次检查凭据。",
  },
  webhooks_refused: {
    message: "最近一个 webhook 被拒绝了。",
    cure: "请把 webhook 密钥与网关后台核对，并发送一个测试事件。陌生人也可能发送这样的 webhook：测试通过就无需处理。",
  },
  webhook_test_failed: {
    message: "一个测试事件没有按发出时的样子到达。",
    cure: "请在本页查看测试发现了什么，修好后再发送一个。",
  },
  currency_not_taken: {
    message: "在某些地区向顾客提供了此网关，但它不接受那里的货币。",
    cure: "请在“设置 > 地区”中把该网关从这些地区移除。",
  },
  countries_not_served: {
    message: "在某些地区向顾客提供了此网关，但它在那里的国家不提供服务。",
    cure: "请在“设置 > 地区”中把该网关从这些地区移除。",
  },
  test_mode_in_production: {
    message: "商店已在生产环境运行，而网关仍处于测试模式：会产生收不到钱的订单。",
    cure: "请使用正式密钥并把选项 sandbox（或 testMode）设为 false，或在结账时隐藏该方式。",
  },
  circuit_open: {
    message: "网关连续多次失败。每次暂停最多一分钟，然后再次询问。",
    cure: "请查看日志中提到它的行以及网关的状态页；如果是密钥被拒，请检查它的选项。",
  },
  checks_failing: {
    message: "有些付款连续三次或更多次无法查询：网关或商店没有正常响应。系统会继续尝试。",
    cure: "请查看日志中提到它们的行，以及每笔付款的时间线。",
  },
  checks_late: {
    message: "有些付款早该查询了。没有 webhook 通知的事情会发现得晚。",
    cure: "请确认有 worker 在运行且有余力；启动更多 worker，或查明网关为何不响应。",
  },
  webhooks_late: {
    message: "有 webhook 已等待处理数分钟。",
    cure: "请在 webhook 页面查看每个的最近错误，并确认有 worker 在运行。",
  },
  webhooks_dead: {
    message: "有 webhook 多次尝试后被放弃。相关付款仍会通过查询来跟进。",
    cure: "请在 webhook 页面查看它们，排除原因后重新处理。",
  },
  announcements_late: {
    message: "关于付款的事件已有数分钟没有通知商店的其他部分。",
    cure: "请确认可以连接 Medusa 的事件总线及其 Redis，并有 worker 在运行。",
  },
  exceptions_open: {
    message: "有些付款的金额不符：少付、多付、迟到或重复。",
    cure: "请在付款页面查看并逐一处理。",
  },
}
