//! Numbers, texts and lists as bytes, with a running checksum.

use std::io::{self, Read, Write};

use super::SnapshotError;

/// Numbers written or read at a time.
const CHUNK: usize = 4_096;

/// Where bytes go.
pub(super) struct Outgoing<'a> {
    to: &'a mut dyn Write,
    sum: u64,
}

impl<'a> Outgoing<'a> {
    pub(super) fn new(to: &'a mut dyn Write) -> Self {
        Self { to, sum: 0 }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum = summed(self.sum, bytes);
        self.to.write_all(bytes)
    }

    pub(super) fn put_sum(&mut self) -> io::Result<()> {
        self.to.write_all(&self.sum.to_le_bytes())
    }
}

/// Where bytes come from.
pub(super) struct Incoming<'a> {
    from: &'a mut dyn Read,
    sum: u64,
    /// Bytes of the file not read yet; no list can be longer.
    left: u64,
}

impl<'a> Incoming<'a> {
    pub(super) fn new(from: &'a mut dyn Read, size: u64) -> Self {
        Self { from, sum: 0, left: size }
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), SnapshotError> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(SnapshotError::Damaged)?;
        self.from.read_exact(bytes)?;
        self.sum = summed(self.sum, bytes);
        Ok(())
    }

    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], SnapshotError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// The length of a list whose items take at least one byte each.
    pub(super) fn length(&mut self) -> Result<usize, SnapshotError> {
        let length = u64::restored(self)?;
        if self.left < length {
            return Err(SnapshotError::Damaged);
        }
        usize::try_from(length).or(Err(SnapshotError::Damaged))
    }

    /// Reads the checksum, which must be the last of the file.
    pub(super) fn check_sum(&mut self) -> Result<(), SnapshotError> {
        let expect = self.sum;
        let found = self.take::<8>()?;
        if u64::from_le_bytes(found) == expect && self.left == 0 {
            Ok(())
        } else {
            Err(SnapshotError::Damaged)
        }
    }
}

/// Eight bytes at a time; any changed bit changes the sum.
fn summed(sum: u64, bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(sum, |sum, chunk| {
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        let mixed = (sum ^ u64::from_le_bytes(word)).wrapping_add(chunk.len() as u64);
        mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
    })
}

/// Can be kept and restored.
pub(super) trait Kept: Sized {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()>;
    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError>;
}

macro_rules! number {
    ($type:ty) => {
        impl Kept for $type {
            fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
                to.put(&self.to_le_bytes())
            }

            fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
                Ok(Self::from_le_bytes(from.take()?))
            }
        }
    };
}

number!(u8);
number!(u16);
number!(u32);
number!(u64);
number!(i64);
number!(f32);
number!(u128);

impl Kept for usize {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        (*self as u64).keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Self::try_from(u64::restored(from)?).or(Err(SnapshotError::Damaged))
    }
}

impl Kept for String {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.len().keep(to)?;
        to.put(self.as_bytes())
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        let mut bytes = vec![0; from.length()?];
        from.fill(&mut bytes)?;
        Self::from_utf8(bytes).or(Err(SnapshotError::Damaged))
    }
}

impl<T: Kept> Kept for Option<T> {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        match self {
            None => 0_u8.keep(to),
            Some(it) => {
                1_u8.keep(to)?;
                it.keep(to)
            }
        }
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        match u8::restored(from)? {
            0 => Ok(None),
            1 => Ok(Some(T::restored(from)?)),
            _ => Err(SnapshotError::Damaged),
        }
    }
}

impl<A: Kept, B: Kept> Kept for (A, B) {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.0.keep(to)?;
        self.1.keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Ok((A::restored(from)?, B::restored(from)?))
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.len().keep(to)?;
        self.iter().try_for_each(|it| it.keep(to))
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        let length = from.length()?;
        // Grows while reading: a damaged length must not ask for memory that is not needed.
        let mut list = Self::with_capacity(length.min(CHUNK));
        for _ in 0..length {
            list.push(T::restored(from)?);
        }
        Ok(list)
    }
}

/// A long list of numbers of four bytes, many at a time.
pub(super) trait KeptNumbers: Copy {
    fn bytes(self) -> [u8; 4];
    fn number(bytes: [u8; 4]) -> Self;
}

impl KeptNumbers for u32 {
    fn bytes(self) -> [u8; 4] {
        self.to_le_bytes()
    }

    fn number(bytes: [u8; 4]) -> Self {
        Self::from_le_bytes(bytes)
    }
}

impl KeptNumbers for f32 {
    fn bytes(self) -> [u8; 4] {
        self.to_le_bytes()
    }

    fn number(bytes: [u8; 4]) -> Self {
        Self::from_le_bytes(bytes)
    }
}

pub(super) fn keep_numbers<T: KeptNumbers>(list: &[T], to: &mut Outgoing<'_>) -> io::Result<()> {
    list.len().keep(to)?;
    let mut bytes = Vec::with_capacity(CHUNK * 4);
    for chunk in list.chunks(CHUNK) {
        bytes.clear();
        bytes.extend(chunk.iter().flat_map(|it| it.bytes()));
        to.put(&bytes)?;
    }
    Ok(())
}

pub(super) fn restored_numbers<T: KeptNumbers>(
    from: &mut Incoming<'_>,
) -> Result<Vec<T>, SnapshotError> {
    let length = from.length()?;
    let mut list = Vec::with_capacity(length.min(usize::try_from(from.left / 4).unwrap_or(0)));
    let mut bytes = vec![0; CHUNK * 4];
    let mut left = length;
    while 0 < left {
        let count = left.min(CHUNK);
        let chunk = bytes.get_mut(..count * 4).ok_or(SnapshotError::Damaged)?;
        from.fill(chunk)?;
        let numbers = chunk.chunks_exact(4).filter_map(|it| it.first_chunk::<4>());
        list.extend(numbers.map(|it| T::number(*it)));
        left -= count;
    }
    Ok(list)
}

pub(super) fn keep_bytes(list: &[u8], to: &mut Outgoing<'_>) -> io::Result<()> {
    list.len().keep(to)?;
    to.put(list)
}

pub(super) fn restored_bytes(from: &mut Incoming<'_>) -> Result<Vec<u8>, SnapshotError> {
    let mut bytes = vec![0; from.length()?];
    from.fill(&mut bytes)?;
    Ok(bytes)
}
