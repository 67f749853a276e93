//! What the docs say of settings is what the engine says.

#[path = "../examples/settings.rs"]
#[allow(dead_code)]
mod settings;

#[test]
fn the_page_of_settings_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
    let page = std::fs::read_to_string(path).expect("the page is in the repository");
    assert!(
        page == settings::page(),
        "docs/settings.md is stale: cargo run --example settings > docs/settings.md"
    );
}
