import type { Texts, Translation } from "../texts"

export const common: Translation<Texts["common"]> = {
  actions: {
    cancel: "إلغاء",
    close: "إغلاق",
    confirm: "تأكيد",
    copy: "نسخ",
    copied: "تم النسخ",
    more: "إجراءات أخرى",
    retry: "حاول مرة أخرى",
    save: "حفظ",
    showAll: "عرض الكل",
    showLess: "عرض أقل",
  },
  mode: { live: "فعلي", test: "تجريبي" },
  errors: {
    title: "تعذّر التحميل",
    forbidden: "لا يملك دورك صلاحية القيام بذلك.",
    unreachable: "تعذّر الوصول إلى المتجر. تحقّق من اتصالك وحاول مرة أخرى.",
    unknown: "أجاب المتجر بخطأ ({{status}}).",
  },
  table: {
    clearAll: "مسح الكل",
    filter: "تصفية",
    next: "التالي",
    of: "من",
    pages: "صفحات",
    previous: "السابق",
    results: "نتائج",
    search: "بحث",
    selected: "المحدد: {{number}}",
  },
  none: "لا شيء",
  optional: "اختياري",
  opensNewTab: "يُفتح في علامة تبويب جديدة",
}
