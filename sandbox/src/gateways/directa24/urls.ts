const LOCAL_HOST = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether D24 takes a return or confirmation URL: https on its port; http too for this machine. */
export function isAcceptableUrl(text: string): boolean {
  if (!URL.canParse(text)) {
    return false
  }
  const { protocol, hostname, port, username } = new URL(text)
  const isLocal = LOCAL_HOST.test(hostname)
  const isWeb = protocol === "https:" || (isLocal && protocol === "http:")
  return isWeb && username === "" && (isLocal || port === "")
}
