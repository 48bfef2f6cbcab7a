/** The part of a picture that is shown: its middle, in parts of the picture, and how much closer than at its widest. */
export interface Crop {
  x: number;
  y: number;
  zoom: number;
}

export const wholeCrop: Crop = { x: 0.5, y: 0.5, zoom: 1 };
export const mostZoom = 5;

interface Size {
  width: number;
  height: number;
}

/** The side of the square, in pixels of the picture. */
export const sideOf = ({ width, height }: Size, zoom: number): number => Math.min(width, height) / zoom;

/** The same part, moved so that it lies within the picture. */
export function within(size: Size, { x, y, zoom }: Crop): Crop {
  const near = Math.min(mostZoom, Math.max(1, zoom));
  const half = sideOf(size, near) / 2;
  const bound = (at: number, length: number) => Math.min(1 - half / length, Math.max(half / length, at));
  return { x: bound(x, size.width), y: bound(y, size.height), zoom: near };
}

const outSide = 640;

/** Cuts the square out, as a picture of its own. */
export async function cut(picture: ImageBitmap, crop: Crop): Promise<File> {
  const side = sideOf(picture, crop.zoom);
  const size = Math.round(Math.min(outSide, side));
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const left = crop.x * picture.width - side / 2;
  const top = crop.y * picture.height - side / 2;
  const pen = canvas.getContext('2d');
  if (pen) pen.imageSmoothingQuality = 'high';
  pen?.drawImage(picture, left, top, side, side, 0, 0, size, size);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (!blob) throw new Error('The picture could not be cut.');
  return new File([blob], 'picture.jpg', { type: 'image/jpeg' });
}
