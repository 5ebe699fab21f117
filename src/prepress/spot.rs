//! Spot colours as Separation colour spaces (ISO 32000-1, 8.6.6.4).

use lopdf::{Object, dictionary};

/// A separation by its name and what stands for it in process inks.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The colorant's name, as the press calls it.
    pub name: String,
    /// The full tone in C, M, Y, K, each 0 to 1.
    pub alternate: [f64; 4],
}

impl Spot {
    /// What is printed on every plate there is.
    pub fn registration() -> Self {
        Self { name: "All".to_owned(), alternate: [1.0; 4] }
    }

    /// The colour space: full tone times tint in the alternate.
    pub fn space(&self) -> Object {
        let tone = self.alternate.map(|ink| Object::Real(ink as f32)).to_vec();
        Object::Array(vec![
            "Separation".into(),
            Object::Name(self.name.as_bytes().to_vec()),
            "DeviceCMYK".into(),
            Object::Dictionary(dictionary! {
                "FunctionType" => 2,
                "Domain" => vec![0.into(), 1.into()],
                "C0" => vec![0.into(); 4],
                "C1" => tone,
                "N" => 1,
            }),
        ])
    }
}
