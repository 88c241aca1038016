/** The allocator of both implementations: a stack over one flat memory of floats. */
export interface Arena {
  allocate(floats: number): number;
  mark(): number;
  release(mark: number): void;
  view(at: number, length: number): Float32Array;
  /** The address in bytes of `length` floats at `at`. @throws RangeError when they are not allocated */
  address(at: number, length: number): number;
}

/** What an arena stands on. */
interface Floats {
  /** Where the first allocation may lie. */
  readonly start: number;
  /** All floats there are; another array after the memory has grown. */
  floats(): Float32Array;
  /** Makes room, filled with zeros, for at least that many. @throws RangeError when there is none */
  grow(floats: number): void;
}

/** Each allocation starts at a multiple of so many floats: a line of the processor's cache. */
const LINE = 16;

/** WebAssembly's 4 GB hold no more; the fallback keeps to the same bound. */
const MAX_FLOATS = 2 ** 30;

export function arena({start, floats, grow}: Floats): Arena {
  const first = roundUp(start);
  let end = first;
  /** From here on nothing was ever allocated. */
  let fresh = first;

  function address(at: number, length: number): number {
    if (at >= first && length >= 0 && at + length <= end) return at * 4;
    throw new RangeError(`${length} floats from ${at} on are not allocated: the memory in use is ${first} to ${end}`);
  }

  return {
    allocate(count) {
      if (!Number.isInteger(count) || count < 0) throw new RangeError(`cannot allocate ${count} floats`);
      const at = end;
      const next = roundUp(at + count);
      if (next > floats().length) {
        try {
          if (next > MAX_FLOATS) throw new RangeError("beyond 4 GB");
          grow(next);
        } catch {
          throw new RangeError(`no memory for ${count} floats (${megabytes(count)}) beside ${megabytes(at)} in use`);
        }
      }
      end = next;
      // What is new is zero; to write there would only make the system provide all of it at once.
      floats().fill(0, at, Math.min(end, fresh));
      fresh = Math.max(fresh, end);
      return at;
    },
    mark: () => end,
    release(mark) {
      if (!(mark >= first && mark <= end)) throw new RangeError(`${mark} is no mark of this memory`);
      end = roundUp(mark);
    },
    view(at, length) {
      address(at, length);
      return floats().subarray(at, at + length);
    },
    address,
  };
}

function roundUp(floats: number): number {
  return Math.ceil(floats / LINE) * LINE;
}

function megabytes(floats: number): string {
  return `${Math.ceil((floats * 4) / 2 ** 20)} MB`;
}
