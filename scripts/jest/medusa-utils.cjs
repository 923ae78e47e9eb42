// What unit tests use of Medusa's utilities: the whole is almost three thousand modules, which every
// test file would load anew.
const path = require("node:path")
const partsOf = require("./parts-of.cjs")

const dist = path.join(__dirname, "../../node_modules/@medusajs/utils/dist")
const file = (name) => path.join(dist, `${name}.js`)

module.exports = partsOf(
  {
    AbstractPaymentProvider: file("payment/abstract-payment-provider"),
    BigNumber: file("totals/big-number"),
    ContainerRegistrationKeys: file("common/container"),
    createMedusaContainer: file("common/medusa-container"),
    defaultCurrencies: file("defaults/currencies"),
    generateEntityId: file("common/generate-entity-id"),
    MathBN: file("totals/math"),
    MedusaError: file("common/errors"),
    ModuleProvider: file("modules-sdk/module-provider"),
    Modules: file("modules-sdk/definition"),
    PaymentActions: file("payment/webhook"),
    PaymentSessionStatus: file("payment/payment-session"),
  },
  () => require(file("index"))
)
