import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import { connect, type N8nClient } from '../../scripts/lib/n8n/client.cts';
import type { User } from '../../scripts/lib/n8n/session.cts';

const invitations = z
	.array(z.object({ user: z.object({ inviteAcceptUrl: z.string() }) }))
	.length(1);

/**
 * Gives n8n a new user, who sees no credential or workflow of anybody else, as on an n8n of their own:
 * the credentials of all tests that run at the time would be offered to the owner.
 */
export async function newMember(owner: N8nClient): Promise<{ user: User; client: N8nClient }> {
	const user = { email: `${randomUUID()}@example.com`, password: `Tube-${randomUUID()}` };
	const invited = await owner.request('POST', '/invitations', [
		{ email: user.email, role: 'global:member' },
	]);
	const [invitation] = invitations.parse(invited);
	const link = new URL(invitation?.user.inviteAcceptUrl ?? '').searchParams;
	const about = { firstName: 'New', lastName: 'User', password: user.password };
	const token = link.get('token');
	// n8n 1 has no token.
	if (token) await owner.request('POST', '/invitations/accept', { token, ...about });
	else {
		const inviterId = link.get('inviterId');
		await owner.request('POST', `/invitations/${link.get('inviteeId')}/accept`, {
			inviterId,
			...about,
		});
	}
	return { user, client: await connect(owner.url, undefined, user) };
}
