"""Every page of lists, register, asking and overview: whom it opens to, and what it never shows."""


def pages(registry, province="79"):
    number = registry.submissions[province]
    return ["/", "/danh-sach/", f"/danh-sach/{number}/", "/so-dang-ky/?q=nguyen", "/hoi-truoc/",
            "/tong-quan/dau-hieu/"]  # fmt: skip


def test_an_officer_opens_every_page_of_their_province(registry, browser_of):
    client = browser_of("officer-79")
    for address in [*pages(registry), "/danh-sach/nop/"]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        assert "<style" not in text and " style=" not in text and "onclick" not in text
