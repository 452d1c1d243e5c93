import type { World } from './worlds.cts';

/** A barcode as answers show it, which is also what tells two of them apart. */
export function echoBarcode(barcode: string, { barcodeEcho }: World): string {
	return barcodeEcho === 'upperCase' ? barcode.toUpperCase() : barcode;
}

/** The name of a batch as it is kept, given the one that was sent. */
export function storedName(name: string, { nameEcho }: World): string {
	if (nameEcho === 'same') return name;
	if (nameEcho === 'upperCase') return name.toUpperCase();
	return name.normalize('NFC').trim().replace(/\s+/g, ' ');
}
