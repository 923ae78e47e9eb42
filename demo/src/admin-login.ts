/** For a shop that listens on this machine only and is printed by every run; never for a real one. */
export const ADMIN_LOGIN = { email: "admin@example.com", password: "demo-shop-admin" } as const
