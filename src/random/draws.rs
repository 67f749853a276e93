//! Keeping the draws that a shuffle accepts: the innermost loop of every race.
//!
//! A position takes the first draw that is not above it, and each draw that is taken moves on to
//! the position below. Every third or so is dropped, at random, so that a branch would be
//! mispredicted all the time, and whether one is taken depends on how many were before it, so that
//! one comparison waits for the other. In WebAssembly eight draws are therefore compared at once
//! with the lowest position that they can meet: in all but one of some hundred cases that decides
//! them all.

/// The most words that are taken at once.
pub(super) const MOST: usize = 624;

/// Room for the draws that were kept: eight are written at a time, however many are kept.
pub(super) type Kept = [u16; MOST + 8];

/// Masks each word and keeps those that their position takes, from `place` downwards; returns how
/// many were kept.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn keep(words: &[u32], mask: u32, place: u32, kept: &mut Kept) -> usize {
    let mut count = 0;
    keep_one_by_one(words, mask, place, kept, &mut count);
    count
}

/// Masks each word and keeps those that their position takes, from `place` downwards; returns how
/// many were kept.
#[cfg(target_arch = "wasm32")]
pub(super) fn keep(words: &[u32], mask: u32, place: u32, kept: &mut Kept) -> usize {
    use core::arch::wasm32::{
        u8x16_swizzle, u16x8_bitmask, u16x8_le, u16x8_narrow_i32x4, u16x8_splat, u32x4,
        u32x4_splat, v128_and,
    };

    let masks = u32x4_splat(mask);
    let mut count = 0;
    let (eights, rest) = words.as_chunks::<8>();
    for eight in eights {
        let now = place - count as u32;
        let [a, b, c, d, e, f, g, h] = *eight;
        let draws = u16x8_narrow_i32x4(
            v128_and(u32x4(a, b, c, d), masks),
            v128_and(u32x4(e, f, g, h), masks),
        );
        // Taken whatever the seven others do; and taken if none of them is.
        let surely = u16x8_bitmask(u16x8_le(draws, u16x8_splat(now.saturating_sub(7) as u16)));
        let perhaps = u16x8_bitmask(u16x8_le(draws, u16x8_splat(now as u16)));
        if surely == perhaps && now >= 7 {
            let packed = u8x16_swizzle(draws, bytes(&TO_THE_FRONT[usize::from(surely)]));
            kept[count..count + 8].copy_from_slice(&lanes(packed));
            count += surely.count_ones() as usize;
        } else {
            keep_one_by_one(eight, mask, place, kept, &mut count);
        }
    }
    keep_one_by_one(rest, mask, place, kept, &mut count);
    count
}

#[inline]
fn keep_one_by_one(words: &[u32], mask: u32, place: u32, kept: &mut Kept, count: &mut usize) {
    for word in words {
        let draw = word & mask;
        kept[*count] = draw as u16;
        // 1 where draw ≤ place − count, computed as the sign of a difference, not branched on.
        *count += (draw.wrapping_sub(place - *count as u32 + 1) >> 31) as usize;
    }
}

/// For each set of eight draws to keep: which bytes to bring to the front.
#[cfg(target_arch = "wasm32")]
static TO_THE_FRONT: [[u8; 16]; 256] = {
    let mut table = [[0x80; 16]; 256];
    let mut set = 0;
    while set < 256 {
        let mut draw = 0;
        let mut front = 0;
        while draw < 8 {
            if set >> draw & 1 == 1 {
                table[set][2 * front] = 2 * draw;
                table[set][2 * front + 1] = 2 * draw + 1;
                front += 1;
            }
            draw += 1;
        }
        set += 1;
    }
    table
};

#[cfg(target_arch = "wasm32")]
#[inline]
fn bytes(b: &[u8; 16]) -> core::arch::wasm32::v128 {
    core::arch::wasm32::u8x16(
        b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13],
        b[14], b[15],
    )
}

#[cfg(target_arch = "wasm32")]
#[inline]
fn lanes(v: core::arch::wasm32::v128) -> [u16; 8] {
    use core::arch::wasm32::u16x8_extract_lane as lane;
    [
        lane::<0>(v),
        lane::<1>(v),
        lane::<2>(v),
        lane::<3>(v),
        lane::<4>(v),
        lane::<5>(v),
        lane::<6>(v),
        lane::<7>(v),
    ]
}
