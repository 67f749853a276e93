//! Functions that give the same bits on every platform.
//!
//! Natively the standard library hands these on to the platform's, which may differ. In
//! WebAssembly the standard library has the `libm` crate's own inside; calling that crate there
//! would put the same code into the page twice.

/// a·b + c, rounded once.
#[inline]
pub(crate) fn fma(a: f64, b: f64, c: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return a.mul_add(b, c);
    #[cfg(not(target_arch = "wasm32"))]
    return libm::fma(a, b, c);
}

/// The cosine of an angle in radians.
#[inline]
pub(crate) fn cos(angle: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return angle.cos();
    #[cfg(not(target_arch = "wasm32"))]
    return libm::cos(angle);
}

/// The nearest number to `value` from `low` to `high`; none is none. The standard library's
/// `clamp` would write both limits into a panic, for which it needs another way of writing
/// numbers.
#[inline]
pub(crate) fn clamp(value: f64, low: f64, high: f64) -> f64 {
    if value < low {
        low
    } else if value > high {
        high
    } else {
        value
    }
}
