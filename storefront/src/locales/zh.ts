import type { PaymentLocale } from "../texts/payment-locale.js"

/** Chinese, simplified. */
export const zh: PaymentLocale = {
  language: "zh",
  direction: "ltr",
  texts: {
    views: {
      loading: { title: "您的付款", text: "请稍候…" },
      unavailable: { title: "无法显示此付款", text: "请选择付款方式，重新开始。" },
      redirect: {
        title: "在付款页面付款",
        text: "请在支付服务的安全页面付款。如果您已付款，此页面很快会显示结果。",
      },
      returned: {
        title: "等待确认",
        text: "支付服务尚未确认您的付款。如果您还没有付款，仍可前往付款。",
      },
      transfer: {
        title: "发送您的付款",
        text: "请将准确的金额发送到此地址。付款到账后，此页面会显示。",
      },
      collect: { title: "补充信息", text: "付款之前，支付服务需要这些信息。" },
      wait: {
        title: "等待确认",
        text: "支付服务尚未确认您的付款。您可以离开此页面，不会丢失任何内容。",
      },
      paid: { title: "已收到付款", text: "正在为您创建订单。" },
      unknown: { title: "无法显示下一步", text: "请重新加载此页面，或选择其他付款方式。" },
      done: { title: "感谢您的付款", text: "您的订单已提交。" },
      short: { title: "还有部分金额未付", text: "我们已收到 {received}。请支付剩余的 {due}。" },
      stuck: {
        title: "还有部分金额未付",
        text: "我们已收到 {received}，总额为 {amount}。请不要再次付款：商店已知晓，会与您联系。",
      },
      over: {
        title: "您多付了款",
        text: "您的订单已提交。商店已知晓您多付了 {excess}。",
      },
      late: {
        title: "您的付款来迟了",
        text: "付款已到账，但订单已无法提交。请不要再次付款：商店已知晓，会与您联系。",
      },
      duplicate: {
        title: "您付了两次款",
        text: "该订单此前已付款。商店已知晓第二笔付款，会与您联系。",
      },
      mismatched: {
        title: "付款不符",
        text: "此付款与要求不符。请不要再次付款：商店已知晓，会与您联系。",
      },
      orphaned: {
        title: "此付款没有订单",
        text: "付款已到账，但购物车已不存在。请不要再次付款：商店已知晓，会与您联系。",
      },
      expired: {
        title: "付款时间已过",
        text: "请不要再为此付款汇款。如果您已经汇出，到账后此页面会显示。",
      },
      failed: { title: "付款失败", text: "请重试，或选择其他付款方式。" },
      canceled: { title: "付款已取消", text: "请重试，或选择其他付款方式。" },
    },
    amounts: { total: "总额", received: "已收到", due: "还需支付" },
    time: {
      left: "剩余时间",
      leftSpoken: "付款剩余时间：{time}",
      until: "请在 {moment} 之前付款",
      over: "时间已过。现在请不要付款，我们正在查找您的付款。",
    },
    redirect: { open: "前往付款页面", page: "付款页面" },
    transfer: {
      asset: "币种",
      network: "网络",
      amount: "金额",
      address: "地址",
      memo: "备注",
      memoWarning: "转账时请附上此备注，否则无法找到付款。",
      warning: "请仅通过 {network} 发送 {asset}。发送到此地址的其他资产将会丢失。",
      qr: "通过 {network} 使用 {asset} 付款的二维码",
      wallet: "在钱包中打开",
      copy: "复制：{what}",
      copied: "已复制：{what}",
      copyFailed: "未能复制。请选中文字并手动复制。",
      copyShort: "复制",
      copiedShort: "已复制",
    },
    collect: {
      send: "继续",
      sending: "正在发送…",
      choose: "请选择",
      required: "此项为必填。",
      invalid: "请检查此项。",
      failed: "未能发送。",
      check: "请检查",
      optional: "选填",
      fields: {
        document: "证件（{label}）",
        bank: "付款方式",
        country: "国家或地区",
        name: "姓名",
        email: "电子邮箱",
        phone: "手机号码",
        birth_date: "出生日期（YYYY-MM-DD）",
        address: "地址",
        zip: "邮政编码",
        city: "城市",
        state: "州或省",
      },
    },
    actions: {
      order: "查看您的订单",
      tryAgain: "重试",
      chooseAnother: "选择其他方式",
      contact: "联系商店",
    },
    reference: "参考号",
    offline: "无法连接商店，正在重试…",
  },
}
