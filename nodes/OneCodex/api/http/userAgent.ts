/**
 * The header by which One Codex can see who asks, with the name and version of this package. A test
 * holds it to package.json, which is not within reach of what ships.
 */
export const USER_AGENT = { 'User-Agent': 'n8n-nodes-onecodex/0.1.0' };
