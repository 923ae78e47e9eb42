throw new Error("an import of the provider failed")
