/** When a link expires as an item shows it; null if that is not known. */
export const expiryText = (expiresAt: number | undefined): string | null =>
	expiresAt === undefined ? null : new Date(expiresAt).toISOString();
