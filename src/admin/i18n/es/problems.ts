import type { Texts, Translation } from "../texts"

export const problems: Translation<Texts["problems"]> = {
  locking_in_memory: {
    message:
      "Medusa guarda sus bloqueos en la memoria de cada proceso. Con varios procesos, dos pueden cambiar a la vez el mismo carrito o pedido; el plugin solo protege sus propios pagos.",
    cure: "Haz de @medusajs/medusa/locking-redis el proveedor predeterminado del módulo de bloqueos en medusa-config.ts.",
  },
  locking_never_expires: {
    message:
      "locking-postgres de Medusa nunca recupera un bloqueo caducado: tras una caída durante un pago, ese carrito ya no se puede completar.",
    cure: "Usa @medusajs/medusa/locking-redis. Hasta entonces, tras una caída: delete from locking where expiration < now().",
  },
  locks_stuck: {
    message:
      "Algunos bloqueos de Medusa han caducado y siguen ocupados: esos carritos no se pueden completar.",
    cure: "Ejecuta en la base de datos: delete from locking where expiration < now().",
  },
  jobs_not_running: {
    message:
      "Ningún proceso ejecuta las tareas programadas del plugin: lo que ningún webhook cuenta no se descubre, y lo que falló no se reintenta.",
    cure: 'Inicia un proceso en modo "worker" o "shared"; si ya hay uno, busca en su registro las tareas payment-gateways-….',
  },
  backend_url_missing: {
    message:
      "Falta la dirección de la tienda (backendUrl): los clientes no vuelven desde las pasarelas y algunas no reciben dirección de webhook.",
    cure: "Indícala en definePaymentGateways, o en las opciones del plugin, en medusa-config.ts.",
  },
  storefront_url_missing: {
    message:
      "Falta la dirección del escaparate (storefrontUrl): los clientes que vuelven ven una respuesta escueta en lugar de la tienda.",
    cure: "Indícala en definePaymentGateways, o en las opciones del plugin, en medusa-config.ts.",
  },
  no_gateways: {
    message: "El plugin está instalado, pero no hay ninguna pasarela configurada.",
    cure: "Añade una en definePaymentGateways, en medusa-config.ts.",
  },
  provider_removed: {
    message:
      "Hay pagos que aún pueden cambiar en una pasarela que ya no está configurada con este id, y nadie los consulta.",
    cure: "Configúrala de nuevo con el mismo id y quítala de las regiones hasta que sean definitivos.",
  },
  credentials_refused: {
    message: "La pasarela rechaza las credenciales, así que nadie puede pagar con ella.",
    cure: "Corrige las opciones en la configuración, reinicia la tienda y comprueba otra vez las credenciales.",
  },
  webhooks_refused: {
    message: "El último webhook fue rechazado.",
    cure: "Compara el secreto de los webhooks con el panel de la pasarela y envía un evento de prueba. También pueden enviarlos extraños: si la prueba llega bien, no hay que hacer nada.",
  },
  webhook_test_failed: {
    message: "Un evento de prueba no llegó tal como se envió.",
    cure: "Mira en esta página qué encontró la prueba y envía otro cuando esté arreglado.",
  },
  currency_not_taken: {
    message: "Se ofrece esta pasarela en regiones cuya moneda no acepta.",
    cure: "Quita la pasarela de esas regiones, en Ajustes > Regiones.",
  },
  countries_not_served: {
    message: "Se ofrece esta pasarela en regiones en cuyos países no funciona.",
    cure: "Quita la pasarela de esas regiones, en Ajustes > Regiones.",
  },
  test_mode_in_production: {
    message:
      "La pasarela está en modo de prueba mientras la tienda funciona en producción: se crean pedidos por los que no llega dinero.",
    cure: "Pon la opción sandbox (o testMode) en false con claves reales, u oculta el método en el pago.",
  },
  circuit_open: {
    message:
      "La pasarela ha fallado varias veces seguidas. Se la deja en paz hasta un minuto cada vez y luego se le vuelve a preguntar.",
    cure: "Mira las líneas del registro que la nombran y la página de estado de la pasarela; tras una clave rechazada, sus opciones.",
  },
  checks_failing: {
    message:
      "Hay pagos que no se pudieron consultar tres veces seguidas o más: la pasarela o la tienda no responde bien. Se sigue intentando.",
    cure: "Mira las líneas del registro que los nombran y la cronología de cada pago.",
  },
  checks_late: {
    message:
      "Hay pagos que ya se deberían haber consultado. Lo que ningún webhook cuenta se descubre tarde.",
    cure: "Comprueba que hay un worker en marcha y con tiempo; inicia más, o averigua por qué la pasarela no responde.",
  },
  webhooks_late: {
    message: "Hay webhooks que esperan desde hace minutos a ser procesados.",
    cure: "Mira el último error de cada uno en la página de webhooks y comprueba que hay un worker en marcha.",
  },
  webhooks_dead: {
    message:
      "Se ha renunciado a algunos webhooks tras muchos intentos. Sus pagos se siguen consultando sin ellos.",
    cure: "Míralos en la página de webhooks, elimina la causa y procésalos de nuevo.",
  },
  announcements_late: {
    message: "Desde hace minutos no se comunican al resto de la tienda los eventos de los pagos.",
    cure: "Comprueba que se llega al bus de eventos de Medusa y a su Redis, y que hay un worker en marcha.",
  },
  exceptions_open: {
    message: "Hay pagos cuyo dinero no cuadra: de menos, de más, tarde o dos veces.",
    cure: "Míralos en la página de pagos y resuelve cada uno.",
  },
}
