import type { Texts, Translation } from "../texts"

export const common: Translation<Texts["common"]> = {
  actions: {
    cancel: "取消",
    close: "关闭",
    confirm: "确认",
    copy: "复制",
    copied: "已复制",
    more: "更多操作",
    retry: "重试",
    save: "保存",
    showAll: "显示全部",
    showLess: "收起",
  },
  mode: { live: "正式", test: "测试" },
  errors: {
    title: "无法加载",
    forbidden: "您的角色无权执行此操作。",
    unreachable: "无法连接到商店。请检查网络后重试。",
    unknown: "商店返回了错误（{{status}}）。",
  },
  table: {
    clearAll: "全部清除",
    filter: "筛选",
    next: "下一页",
    of: "/",
    pages: "页",
    previous: "上一页",
    results: "条结果",
    search: "搜索",
    selected: "已选择 {{number}} 项",
  },
  none: "无",
  optional: "选填",
  opensNewTab: "在新标签页中打开",
}
