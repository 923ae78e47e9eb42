import { ar } from "./ar"
import { en } from "./en"
import { es } from "./es"
import { ptBR } from "./ptBR"
import { NAMESPACE } from "./texts"
import { zhCN } from "./zhCN"

// By the dashboard's language codes; Medusa merges this into its own texts. Whoever has chosen
// another language sees English.
const resources = {
  en: { [NAMESPACE]: en },
  ar: { [NAMESPACE]: ar },
  es: { [NAMESPACE]: es },
  ptBR: { [NAMESPACE]: ptBR },
  zhCN: { [NAMESPACE]: zhCN },
}

export default resources
