//! Pixels.

/// Pixels of one byte a component, rows from the top, none padded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raster {
    /// Pixels in a row.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    /// Components of a pixel.
    pub(super) components: usize,
    /// All of them.
    pub(super) samples: Vec<u8>,
    /// Whether the picture was packed with loss: a photograph.
    pub(super) lossy: bool,
}

impl Raster {
    /// A picture of the same size with other pixels.
    #[must_use]
    pub(super) fn with(&self, components: usize, samples: Vec<u8>) -> Self {
        Self { components, samples, ..*self }
    }

    /// Its pixels, one after another.
    pub(super) fn pixels(&self) -> std::slice::ChunksExact<'_, u8> {
        self.samples.chunks_exact(self.components.max(1))
    }

    /// Its single component as it would be at another size, each pixel taken from
    /// the nearest.
    pub(super) fn resized(&self, width: usize, height: usize) -> Vec<u8> {
        if (self.width, self.height) == (width, height) {
            return self.samples.clone();
        }
        let place = |at: usize, of: usize, from: usize| at * from / of.max(1);
        let row = |y: usize| {
            let start = place(y, height, self.height) * self.width;
            self.samples.get(start..start + self.width).unwrap_or_default()
        };
        let rows = (0..height).map(row);
        rows.flat_map(|row| {
            (0..width).map(move |x| row.get(place(x, width, row.len())).copied().unwrap_or(255))
        })
        .collect()
    }
}
