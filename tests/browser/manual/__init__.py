"""The lawyers' manual (docs/editing.md): its pictures, and how few pages everyday tasks take."""
