// A module whose exports come each from their own file. Whatever is not named comes from the whole.
module.exports = function partsOf(files, whole) {
  return new Proxy(
    {},
    {
      get: (_, name) => (name in files ? require(files[name])[name] : whole()[name]),
      has: (_, name) => name in files || name in whole(),
      ownKeys: () => Reflect.ownKeys(whole()),
      getOwnPropertyDescriptor: (_, name) => Object.getOwnPropertyDescriptor(whole(), name),
    }
  )
}
