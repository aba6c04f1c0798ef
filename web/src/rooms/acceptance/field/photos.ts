import type { FieldStore } from './store'

/** A photograph or signature as it lies on the device. */
export interface Picture {
  id: string
  kind: string
  /** Code of the checklist's item that it belongs to, where it belongs to one. */
  item?: string
  sha256: string
  size: number
  type: string
  takenAt: string
}

/** Long side of a kept photograph: a plate stays legible, and a day's work goes through a weak line. */
const LONG_SIDE = 1600
const QUALITY = 0.82

export const bytesName = (id: string) => `picture:${id}`

/** Makes a photograph smaller, right way up, and keeps it sealed; what it shows is kept before anything else happens with it. */
export async function keepPhoto(store: FieldStore, file: Blob, kind: string, item?: string): Promise<Picture> {
  return keep(store, await smaller(file), kind, item)
}

export async function keepDrawing(store: FieldStore, canvas: HTMLCanvasElement, kind: string): Promise<Picture> {
  return keep(store, await blobOf(canvas, 'image/png'), kind)
}

/** The picture as an address for an img element; the caller gives it back with URL.revokeObjectURL. */
export async function addressOf(store: FieldStore, picture: Picture): Promise<string | undefined> {
  const found = await store.getBytes(bytesName(picture.id))
  return found && URL.createObjectURL(new Blob([found], { type: picture.type }))
}

async function keep(store: FieldStore, blob: Blob, kind: string, item?: string): Promise<Picture> {
  const content = await blob.arrayBuffer()
  const id = crypto.randomUUID()
  await store.putBytes(bytesName(id), content)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { id, kind, item, sha256, size: content.byteLength, type: blob.type, takenAt: new Date().toISOString() }
}

async function smaller(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONG_SIDE / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return blobOf(canvas, 'image/jpeg')
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written.'))), type, QUALITY),
  )
}
