import type { Device } from './device.js';

/** From now on the device compiles kernels with a piece of text replaced everywhere; one that is not there is an error. */
export async function rewriteSource(device: Device, from: string, to: string): Promise<void> {
  const gpu = await device.instance();
  const create = gpu.createKernel.bind(gpu);
  gpu.createKernel = (source, settings) => {
    if (!source.includes(from)) throw new Error(`expected a kernel with ${from}`);
    return create(source.replaceAll(from, to), settings);
  };
}
