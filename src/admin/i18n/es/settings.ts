import type { Texts, Translation } from "../texts"

export const settings: Translation<Texts["settings"]> = {
  menu: "Pasarelas de pago",
  title: "Pasarelas de pago",
  subtitle: "Si funcionan y cómo las ven tus clientes",
  actions: {
    order: "Orden en el pago",
    editMethod: "Editar textos del pago",
    check: "Comprobar credenciales",
    test: "Enviar un evento de prueba",
  },
  state: {
    ready: "Lista",
    unchecked: "Sin comprobar",
    hidden: "Oculta",
    attention: "Requiere atención",
    broken: "No funciona",
  },
  severity: { error: "Problema", warning: "Advertencia", info: "Nota" },
  problems: {
    cure: "Qué hacer: {{cure}}",
    since: "desde {{distance}}",
  },
  credentials: {
    title: "Credenciales",
    unknown: "Sin comprobar",
    accepted: "Aceptadas",
    refused: "Rechazadas",
    unreachable: "Pasarela no alcanzada",
    checked: "comprobado {{distance}}",
    done: "{{name}}: credenciales comprobadas",
  },
  webhooks: {
    address: "Dirección del webhook",
    addressHint: "Cópiala en los ajustes de la pasarela, donde la pida.",
    noAddress:
      "Indica backendUrl en la configuración: sin ella la pasarela no puede llegar a la tienda.",
    lastAccepted: "Último webhook aceptado",
    lastRefused: "Último webhook rechazado",
    none: "Ninguno todavía",
    noneRefused: "Ninguno",
    times: "{{number}} veces en esa hora",
    all: "Todos los webhooks",
  },
  test: {
    title: "Evento de prueba",
    never: "Sin enviar",
    passed: "Llegó bien",
    failed: "No llegó bien",
    sent: "enviado {{distance}}",
    done: "{{name}}: evento de prueba enviado",
    hint: "Firmado con el secreto configurado y enviado por la dirección pública de la tienda, como los de la pasarela. No corresponde a ningún pago.",
  },
  testProblems: {
    no_public_url: {
      message: "La tienda no tiene dirección pública.",
      cure: "Indica en backendUrl la dirección https en la que las pasarelas llegan a esta tienda.",
    },
    unreachable: {
      message: "Nadie responde en la dirección pública de la tienda.",
      cure: "Comprueba que el dominio lleva a esta tienda y que ningún cortafuegos lo impide.",
    },
    tls: {
      message: "El certificado de la dirección pública de la tienda no se acepta.",
      cure: "Renuévalo y sirve la cadena completa de certificados.",
    },
    redirected: {
      message: "La dirección pública de la tienda redirige el evento a otra dirección.",
      cure: "Indica en backendUrl la dirección que responde sin redirección: con o sin www, con https.",
    },
    not_found: {
      message: "La dirección pública de la tienda responde, pero no en la ruta del webhook.",
      cure: "Haz que el proxy pase /hooks/payment-gateways/ a Medusa sin cambiar la ruta.",
    },
    proxy_changed_body: {
      message: "El evento llegó con otro contenido que el enviado, y su firma no encaja.",
      cure: "Haz que el proxy pase el cuerpo byte a byte: sin reescribirlo ni descomprimirlo.",
    },
    refused_signature: {
      message: "El evento llegó y su firma fue rechazada.",
      cure: "Otro proceso de la tienda usa otro secreto, o algo cambia el cuerpo por el camino. Reinicia todos con la misma configuración.",
    },
    timeout: {
      message: "La dirección pública de la tienda no respondió a tiempo.",
      cure: "Comprueba si el proxy llega a Medusa y si Medusa está sobrecargada.",
    },
    wrong_shop: {
      message: "Otro servidor recibió el evento: a esta tienda no le llegó.",
      cure: "Indica en backendUrl la dirección de esta tienda, no la de otro entorno.",
    },
    not_received: {
      message: "El evento tuvo respuesta, pero la tienda no lo anotó.",
      cure: "Mira el registro de la tienda y envíalo otra vez.",
    },
  },
  regions: {
    title: "Regiones",
    none: "La tienda no tiene regiones todavía.",
    notEnabled:
      "Activada en ninguna región: los clientes no pueden elegirla. Actívala en los ajustes de la región.",
    currencies: "Monedas",
    anyCurrency: "Cualquiera",
  },
  orders: {
    title: "Pedidos y excepciones",
    deferred: {
      yes: "Los pedidos se hacen antes de que llegue el dinero.",
      no: "Los pedidos se hacen cuando ha llegado el dinero.",
    },
    underpaid: {
      hold: "Pago insuficiente: retenido para ti.",
      ask: "Pago insuficiente: se pide el resto al cliente.",
      accept: "Pago insuficiente: se acepta como pago completo.",
    },
    overpaid: {
      hold: "Pago excesivo: se te muestra.",
      accept: "Pago excesivo: se conserva.",
      refund: "Pago excesivo: se devuelve si la pasarela puede.",
    },
    duplicate: {
      hold: "Pagado dos veces: retenido para ti.",
      refund: "Pagado dos veces: se devuelve si la pasarela puede.",
    },
    tolerance: "Hasta un {{percent}} % de menos cuenta como pagado.",
  },
  capabilities: {
    title: "Admite",
    refund: "Reembolsos",
    partial_refund: "Reembolsos parciales",
    capture: "Captura posterior",
    cancel: "Cancelación",
    customers: "Clientes",
    subscriptions: "Suscripciones",
  },
  work: {
    title: "Pagos vigilados",
    failing: "{{number}} no se pueden leer",
    paused: "En pausa por fallos",
  },
  options: {
    title: "Configuración",
    hint: "Se define en medusa-config.ts. Los secretos no se muestran nunca.",
    set: "definido",
    notSet: "sin definir",
  },
  method: {
    title: "En el pago",
    visible: "Visible para los clientes",
    hidden: "Oculta para los clientes",
    noText: "Sin textos todavía; los clientes ven {{name}}.",
    drawerTitle: "{{name}} en el pago",
    hint: "Lo que leen los clientes, por idioma. Donde un idioma no tiene texto, ven el inglés.",
    language: "Idioma",
    titleLabel: "Título",
    descriptionLabel: "Descripción",
    descriptionHint: "Una frase corta debajo del título.",
    show: "Mostrar en el pago",
    showHint:
      "Los métodos ocultos no se ofrecen a los clientes. Los pagos ya empezados siguen su curso.",
    tooLong: "Como máximo {{number}} caracteres.",
    saved: "Textos del pago guardados",
    locales: { en: "Inglés", ar: "Árabe", es: "Español", "pt-BR": "Portugués", zh: "Chino" },
  },
  order: {
    title: "Orden en el pago",
    hint: "Los clientes ven los métodos de su región en este orden.",
    up: "Subir {{name}}",
    down: "Bajar {{name}}",
    saved: "Orden guardado",
  },
  available: {
    title: "Más pasarelas",
    subtitle: "Incluidas, pero sin configurar en esta tienda",
    required: "Necesita",
    optional: "También admite",
    configure: "Cómo configurarla",
    hint: "Añade esto a medusa-config.ts y define las variables donde se ejecuta la tienda.",
    copy: "Copiar configuración",
  },
}
