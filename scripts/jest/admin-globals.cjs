const { TextDecoderStream, TransformStream } = require("node:stream/web")
const { TextDecoder, TextEncoder } = require("node:util")

// What Medusa's admin builder puts in the place of these names, and what jsdom's pages lack.
globalThis.__BACKEND_URL__ = undefined
globalThis.__AUTH_TYPE__ = undefined
globalThis.__JWT_TOKEN_STORAGE_KEY__ = undefined

Object.assign(globalThis, { TextDecoder, TextDecoderStream, TextEncoder, TransformStream })
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Element.prototype.hasPointerCapture ??= () => false
Element.prototype.scrollIntoView ??= () => undefined
Element.prototype.scroll ??= () => undefined
