//! A share that was counted on some of the cases, and what it says of all of them.

/// The quantile of the normal distribution that leaves 2.5 % on each side.
const Z: f64 = 1.959_964;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Those it is true of.
    pub count: usize,
    /// All that were looked at.
    pub of: usize,
}

impl Share {
    /// The share in [0, 1]; `None` when nothing was looked at.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.of != 0).then(|| real(self.count) / real(self.of))
    }

    /// Between what and what the share of all cases lies with 95 % confidence: the score interval,
    ///
    /// `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)` with `p = count/of`, `n = of`, `z = 1.96`
    ///
    /// after Edwin B. Wilson, *Probable Inference, the Law of Succession, and Statistical Inference*,
    /// Journal of the American Statistical Association 22 (158), 1927. It holds for few cases and
    /// for shares near 0 and 1, where the usual ± is too narrow. All of [0, 1] when nothing was
    /// looked at.
    #[must_use]
    pub fn interval(self) -> (f64, f64) {
        let Some(p) = self.value() else { return (0.0, 1.0) };
        let n = real(self.of);
        let square = Z * Z;
        let middle = p + square / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt();
        let whole = 1.0 + square / n;
        (((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0))
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody replays 2^52 questions")]
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(count: usize, of: usize, low: f64, high: f64) {
        let it = Share { count, of }.interval();
        assert!((it.0 - low).abs() < 5e-4 && (it.1 - high).abs() < 5e-4, "{it:?}");
    }

    #[test]
    fn intervals_are_those_of_the_formula() {
        // Brown, Cai and DasGupta (2001) give these for the score interval.
        check(0, 10, 0.0, 0.2775);
        check(10, 10, 0.7225, 1.0);
        check(5, 100, 0.0215, 0.1118);
        check(50, 100, 0.4038, 0.5962);
    }

    #[test]
    fn of_nothing_nothing_is_known() {
        assert_eq!((Share::default().value(), Share::default().interval()), (None, (0.0, 1.0)));
    }
}
