// Loaded before Medusa by the demo: ends Medusa when the demo is gone, however it went. The channel
// between the two closes even on kill -9.
if (process.channel) {
  process.on("disconnect", () => process.exit(1))
  process.channel.unref()
}
