//! NumPy's legacy random state: the same seed gives the same start and the same batches as
//! `numpy.random.RandomState`.
//!
//! MT19937 (M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8, 1998), seeded with
//! `init_genrand`; 53-bit doubles from two words; normal numbers by the polar method, which keeps
//! its second value for the next call; shuffling by Fisher–Yates with masked rejection. NumPy
//! promises never to change this stream (NEP 19).
//!
//! The generator is written here rather than taken from a crate because shuffling is most of the
//! work of a race: the state is renewed a block at a time in loops that the compiler turns into
//! SIMD, and the shuffle reads whole blocks.

mod draws;

use crate::twofold;

const WORDS: usize = draws::MOST;
const MIDDLE: usize = 397;

/// The order of up to 65,536 rows. A `u16` cannot index out of it, so no index is checked.
pub(crate) type Order = [u16; 1 << 16];

/// The random state of `numpy.random.RandomState(seed)`.
#[derive(Clone, PartialEq)]
pub struct RandomState {
    /// The state words.
    key: [u32; WORDS],
    /// The words of the current block as they are handed out.
    block: [u32; WORDS],
    /// How many words of the block are used up.
    used: usize,
    /// The second value of the last pair of normal numbers.
    spare: Option<f64>,
}

impl RandomState {
    /// The state that NumPy has after `RandomState(seed)`.
    pub fn new(seed: u32) -> Self {
        let mut key = [seed; WORDS];
        for i in 1..WORDS {
            let last = key[i - 1];
            key[i] = 1_812_433_253_u32
                .wrapping_mul(last ^ (last >> 30))
                .wrapping_add(i as u32);
        }
        Self {
            key,
            block: [0; WORDS],
            used: WORDS,
            spare: None,
        }
    }

    /// A random word, uniform over all 32-bit numbers.
    pub fn next_u32(&mut self) -> u32 {
        if self.used == WORDS {
            self.renew();
        }
        let word = self.block[self.used];
        self.used += 1;
        word
    }

    /// `random_sample()`: uniform over [0, 1), with 53 random bits.
    pub fn uniform(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// `randn()`: normal with mean 0 and standard deviation 1, by Marsaglia's polar method.
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let x1 = 2.0 * self.uniform() - 1.0;
            let x2 = 2.0 * self.uniform() - 1.0;
            let square = x1 * x1 + x2 * x2;
            if square < 1.0 && square != 0.0 {
                let factor = (-2.0 * twofold::ln(square) / square).sqrt();
                self.spare = Some(factor * x1);
                return factor * x2;
            }
        }
    }

    /// `shuffle` of the first `n` entries of `order`.
    pub(crate) fn shuffle(&mut self, order: &mut Order, n: usize) {
        let mut kept: draws::Kept = [0; draws::MOST + 8];
        let mut last = n.saturating_sub(1);
        while last > 0 {
            if self.used == WORDS {
                self.renew();
            }
            // All positions from `last` down to `lowest` draw with the same mask, and no draw
            // settles more than one, so this many words need no check in between.
            let mask = u32::MAX >> (last as u32).leading_zeros();
            let lowest = (mask >> 1) as usize + 1;
            let words = (WORDS - self.used).min(last - lowest + 1);
            let block = &self.block[self.used..self.used + words];
            let count = draws::keep(block, mask, last as u32, &mut kept);
            self.used += words;
            for &partner in &kept[..count] {
                order.swap(last, usize::from(partner));
                last -= 1;
            }
        }
    }

    /// Makes the next block of words.
    fn renew(&mut self) {
        let old = self.key;
        // Each word comes from the one MIDDLE further on, which is an old word for the first
        // WORDS − MIDDLE and a new one for the others. Cut so that every stretch reads only what
        // stands already: then the compiler computes four words at once.
        let stretch = WORDS - MIDDLE;
        let (first, rest) = self.key.split_at_mut(stretch);
        let (second, third) = rest.split_at_mut(stretch);
        twist(first, &old[MIDDLE..], &old, &old[1..]);
        twist(second, first, &old[stretch..], &old[stretch + 1..]);
        let (third, last) = third.split_at_mut(WORDS - 2 * stretch - 1);
        twist(third, second, &old[2 * stretch..], &old[2 * stretch + 1..]);
        twist(last, &second[third.len()..], &old[WORDS - 1..], first);
        for (word, &state) in self.block.iter_mut().zip(&self.key) {
            let mut y = state;
            y ^= y >> 11;
            y ^= (y << 7) & 0x9d2c_5680;
            y ^= (y << 15) & 0xefc6_0000;
            y ^= y >> 18;
            *word = y;
        }
        self.used = 0;
    }
}

/// The recurrence of MT19937, for as many words as `new` has.
fn twist(new: &mut [u32], middle: &[u32], old: &[u32], next: &[u32]) {
    for (((new, &middle), &a), &b) in new.iter_mut().zip(middle).zip(old).zip(next) {
        let mixed = (a & 0x8000_0000) | (b & 0x7fff_ffff);
        *new = middle ^ (mixed >> 1) ^ ((b & 1).wrapping_neg() & 0x9908_b0df);
    }
}

/// The order 0, 1, 2, … .
pub(crate) fn ascending() -> Box<Order> {
    let rows: Vec<u16> = (0..=u16::MAX).collect();
    rows.into_boxed_slice()
        .try_into()
        .unwrap_or_else(|_| unreachable!("there are 65,536 numbers of 16 bits"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_equal_those_of_rand_mt(seed: u32) {
            let mut ours = RandomState::new(seed);
            let mut theirs = rand_mt::Mt::new(seed);
            for _ in 0..2000 {
                prop_assert_eq!(ours.next_u32(), theirs.next_u32());
            }
        }

        #[test]
        fn shuffling_equals_the_plain_loop(seed: u32, n in 0_usize..3000, skip in 0..700) {
            let mut fast = RandomState::new(seed);
            for _ in 0..skip {
                fast.next_u32();
            }
            let mut plain = fast.clone();
            let mut order = ascending();
            fast.shuffle(&mut order, n);
            let mut expected: Vec<u16> = (0..n as u32).map(|row| row as u16).collect();
            for i in (1..n).rev() {
                let mask = (i + 1).next_power_of_two() as u32 - 1;
                let j = loop {
                    let draw = (plain.next_u32() & mask) as usize;
                    if draw <= i {
                        break draw;
                    }
                };
                expected.swap(i, j);
            }
            prop_assert_eq!(&order[..n], &expected[..]);
            prop_assert_eq!(fast.next_u32(), plain.next_u32());
        }
    }

    #[test]
    fn normal_numbers_equal_numpys() {
        // numpy.random.RandomState(0).randn(5)
        let mut state = RandomState::new(0);
        let numbers: Vec<f64> = (0..5).map(|_| state.normal()).collect();
        assert_eq!(
            numbers,
            [
                1.764_052_345_967_664,
                0.400_157_208_367_223_3,
                0.978_737_984_105_739_2,
                2.240_893_199_201_458,
                1.867_557_990_149_967_5
            ]
        );
    }
}
