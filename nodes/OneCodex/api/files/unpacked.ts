import type { IBinaryData } from 'n8n-workflow';

/** A file that n8n has stored. */
export interface StoredFile {
	binary: IBinaryData;
	/** Whether its name lost the ending `.gz`, because n8n unpacked it on the way. */
	isUnpacked: boolean;
}

const PACKED = /(?<=.)\.gz$/i;

/**
 * A file under a name that suits its content. n8n unpacks what a store sends with `Content-Encoding: gzip`,
 * whatever the request accepts, and none of its options is against that. It takes that header away; what
 * is left to tell it by is a length that is not the file's.
 * @param sent how many bytes the store said it sends; undefined if it did not say
 * @param arrived how many bytes came
 */
export function asStored(
	binary: IBinaryData,
	name: string,
	{ sent, arrived }: { sent: number | undefined; arrived: number },
): StoredFile {
	const isUnpacked = sent !== undefined && sent !== arrived && PACKED.test(name);
	if (!isUnpacked) return { binary, isUnpacked };
	const fileName = name.replace(PACKED, '');
	const fileExtension = /\.([^.]+)$/.exec(fileName)?.[1];
	return {
		binary: { ...binary, fileName, fileExtension, mimeType: 'application/octet-stream' },
		isUnpacked,
	};
}
