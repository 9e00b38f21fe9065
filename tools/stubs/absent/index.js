throw new Error('not installed: see docs/decisions/ on gpu.js');
