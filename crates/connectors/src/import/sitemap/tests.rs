//! Sitemaps and `robots.txt` as sites have them.

use super::*;

#[test]
fn reads_pages_indexes_and_plain_lists() {
    let xml = "<?xml version='1.0'?><urlset xmlns='x' xmlns:image='y'><url><loc>\n https://a.example/?a=1&amp;b=2 </loc>\
         <lastmod>2026-10-01</lastmod><image:image><image:loc>https://a.example/i.png</image:loc></image:image></url>\
         <url><loc><![CDATA[https://a.example/b]]></loc><lastmod>2026-10-01T10:00:00+02:00</lastmod></url></urlset>";
    let Ok(SitemapFile::Pages(pages)) = parse_sitemap("s.xml", xml.as_bytes()) else { panic!() };
    let addresses: Vec<&str> = pages.iter().map(|it| it.address.as_str()).collect();
    assert_eq!(addresses, ["https://a.example/?a=1&b=2", "https://a.example/b"]);
    let times: Vec<String> = pages.iter().map(|it| it.changed_at.unwrap().to_rfc3339()).collect();
    assert_eq!(times, ["2026-10-01T00:00:00+00:00", "2026-10-01T08:00:00+00:00"]);
    let index =
        "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>";
    let read = parse_sitemap("s.xml", index.as_bytes()).unwrap();
    assert!(matches!(read, SitemapFile::Index(it) if it.len() == 1));
    let list = parse_sitemap("s.txt", b"https://a.example/1\nhttps://a.example/2\n").unwrap();
    assert!(matches!(list, SitemapFile::Pages(it) if it.len() == 2));
    for bad in ["<html></html>", "<urlset><url></wrong>", "nothing", ""] {
        assert!(parse_sitemap("s.xml", bad.as_bytes()).is_err(), "{bad}");
    }
}

#[track_caller]
fn check(robots: &str, path: &str, expect: bool) {
    assert_eq!(parse_robots(robots, "lotse").allows(path), expect, "{path}");
}

#[test]
fn obeys_the_longest_rule_for_us_else_for_all() {
    let all =
        "User-agent: *\nDisallow: /private # secret\nAllow: /private/open\nDisallow: /*.pdf$\n";
    check(all, "/", true);
    check(all, "/private/x", false);
    check(all, "/private/open/x", true);
    check(all, "/a/b.pdf", false);
    check(all, "/a/b.pdf?x=1", true);
    let ours = "User-agent: other\nDisallow: /\n\nUser-agent: x\nUser-agent: Lotse\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n";
    check(ours, "/a", false);
    check(ours, "/b", true);
    check("User-agent: *\nDisallow:\n", "/a", true);
    check("User-agent: lotse\nDisallow:\nUser-agent: *\nDisallow: /\n", "/a", true);
    let map = parse_robots("Sitemap: https://a.example/s.xml\n", "lotse");
    assert_eq!(map.sitemaps, ["https://a.example/s.xml"]);
}
