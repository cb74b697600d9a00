/** Two signings of one file by each service: neither a source of its own, nor anything to warn of. */
export const resigned: readonly (readonly [service: string, before: string, after: string])[] = [
  [
    "S3, signature V2",
    "https://b.s3.amazonaws.com/o.gz?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1767225600&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D",
    "https://b.s3.amazonaws.com/o.gz?Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&AWSAccessKeyId=ASIAQWERTZUIOPASDFGH&Expires=1798761600&x-amz-security-token=FwoGZXIvYXdzEJr",
  ],
  [
    "S3, signature V4, with and without a session",
    "https://b.s3.eu-central-1.amazonaws.com/o.gz?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=3600&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEJr%2F%2F&X-Amz-Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024&X-Amz-SignedHeaders=host&x-id=GetObject",
    "https://b.s3.eu-central-1.amazonaws.com/o.gz?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAI44QH8DHBEXAMPLE%2F20261125%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20261125T101112Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host%3Brange&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
  ],
  [
    "S3, overridden headers",
    "https://b.s3.amazonaws.com/o.gz?response-content-disposition=attachment%3B%20filename%3Do.gz&X-Amz-Signature=aa",
    "https://b.s3.amazonaws.com/o.gz?response-content-type=application%2Fgzip&response-cache-control=no-store&X-Amz-Signature=bb",
  ],
  [
    "Cloudflare R2",
    "https://0a1b.r2.cloudflarestorage.com/b/o.gz?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260101T000000Z&X-Amz-Signature=00ff&x-id=GetObject",
    "https://0a1b.r2.cloudflarestorage.com/b/o.gz?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261125T000000Z&X-Amz-Signature=11ee",
  ],
  [
    "Google Cloud Storage, V2",
    "https://storage.googleapis.com/b/o.gz?GoogleAccessId=backup%40p.iam.gserviceaccount.com&Expires=1767225600&Signature=Zm9v%2Bw%3D%3D",
    "https://storage.googleapis.com/b/o.gz?GoogleAccessId=other%40p.iam.gserviceaccount.com&Expires=1798761600&Signature=YmFy&userProject=billing",
  ],
  [
    "Google Cloud Storage, V4",
    "https://storage.googleapis.com/b/o.gz?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=a%40p.iam.gserviceaccount.com%2F20260101%2Fauto%2Fstorage%2Fgoog4_request&X-Goog-Date=20260101T000000Z&X-Goog-Expires=3600&X-Goog-SignedHeaders=host&X-Goog-Signature=8d9c0a",
    "https://storage.googleapis.com/b/o.gz?x-goog-signature=77aa&x-goog-algorithm=GOOG4-HMAC-SHA256&x-goog-credential=b&x-goog-date=20261125T000000Z&x-goog-expires=60&x-goog-signedheaders=host",
  ],
  [
    "Azure, shared access for an account and for a service",
    "https://a.blob.core.windows.net/b/o.gz?sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2026-01-01T00:00:00Z&st=2025-12-31T00:00:00Z&spr=https&sig=abc%2Fdef%3D&timeout=30",
    "https://a.blob.core.windows.net/b/o.gz?sp=r&st=2026-11-25T00:00:00Z&se=2026-11-26T00:00:00Z&sip=192.0.2.1&sv=2024-08-04&sr=b&si=readers&sig=xyz%3D&rscd=attachment&rsct=application%2Fgzip&rscc=no-cache&rsce=gzip&rscl=en",
  ],
  [
    "Azure, delegated by a user",
    "https://a.blob.core.windows.net/b/o.gz?sp=r&st=2026-01-01T00:00:00Z&se=2026-01-02T00:00:00Z&skoid=0c1d3b1e-0000-4000-8000-000000000001&sktid=0c1d3b1e-0000-4000-8000-000000000002&skt=2026-01-01T00:00:00Z&ske=2026-01-02T00:00:00Z&sks=b&skv=2024-08-04&sv=2024-08-04&sr=b&sig=abc",
    "https://a.blob.core.windows.net/b/o.gz?sp=r&se=2026-11-26T00:00:00Z&skoid=1c1d3b1e-0000-4000-8000-000000000003&sktid=0c1d3b1e-0000-4000-8000-000000000002&skt=2026-11-25T00:00:00Z&ske=2026-11-26T00:00:00Z&sks=b&skv=2025-01-05&saoid=2c1d3b1e-0000-4000-8000-000000000004&suoid=3&scid=4c1d3b1e-0000-4000-8000-000000000005&ses=scope&sdd=2&sv=2025-01-05&sr=d&sig=xyz",
  ],
  [
    "CloudFront, canned and custom policy",
    "https://d111.cloudfront.net/o.gz?Expires=1767225600&Signature=nitfHRCrtziwO2HwPfWw~yYDhUF5EwRunQ&Key-Pair-Id=K2JCJMDEHXQW5F",
    "https://d111.cloudfront.net/o.gz?Policy=eyJTdGF0ZW1lbnQiOlt7&Signature=abc~def&Key-Pair-Id=K9OTHERKEYXXXX&Hash-Algorithm=SHA256",
  ],
  [
    "Supabase",
    "https://p.supabase.co/storage/v1/object/sign/b/o.gz?token=eyJhbGciOiJIUzI1NiJ9.eyJ1cmwiOiJiIn0.aaaa",
    "https://p.supabase.co/storage/v1/object/sign/b/o.gz?token=eyJhbGciOiJIUzI1NiJ9.eyJ1cmwiOiJiIn0.bbbb&download=orders.sql.gz",
  ],
  [
    "Firebase",
    "https://firebasestorage.googleapis.com/v0/b/p/o/o.gz?alt=media&token=0c1d3b1e-0000-4000-8000-000000000001",
    "https://firebasestorage.googleapis.com/v0/b/p/o/o.gz?alt=media&token=1c1d3b1e-0000-4000-8000-000000000002",
  ],
  [
    "Cloudflare's token",
    "https://h/o.gz?verify=1767225600-abc%3D",
    "https://h/o.gz?verify=1798761600-def%3D",
  ],
  ["nginx", "https://h/o.gz?md5=_e4Nc3iduzkWRm01TBBNYw&expires=1767225600", "https://h/o.gz?md5=x&expires=1"],
  [
    "nginx, short",
    "https://h/o.gz?st=_e4Nc3iduzkWRm01TBBNYw&e=1767225600",
    "https://h/o.gz?st=aB-c&e=1798761600",
  ],
  ["a session", "https://h/o.gz?session=abc", "https://h/o.gz?PHPSESSID=def"],
  [
    "Akamai",
    "https://h/o.gz?hdnts=exp=1767225600~acl=/*~hmac=aa&hdnea=st=1~hmac=bb",
    "https://h/o.gz?hdntl=exp=1798761600~acl=/*~hmac=cc&__token__=exp=1~hmac=dd",
  ],
  [
    "Scaleway and whoever signs like it",
    "https://h/o.gz?X-Scal-Algorithm=SCAL4&X-Scal-Credential=a&X-Scal-Date=20260101T000000Z&X-Scal-Expires=60&X-Scal-SignedHeaders=host&X-Scal-Signature=a1",
    "https://h/o.gz?X-Obs-Algorithm=OBS4&X-Obs-Credential=b&X-Obs-Date=20261125T000000Z&X-Obs-Expires=90&X-Obs-SignedHeaders=host&X-Obs-Signature=b2&X-Obs-Security-Token=c3",
  ],
  [
    "Alibaba, V4 and V1",
    "https://h/o.gz?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=a&x-oss-date=20260101T000000Z&x-oss-expires=60&x-oss-additional-headers=host&x-oss-signature=aa&x-oss-security-token=t",
    "https://h/o.gz?OSSAccessKeyId=LTAI5t&Expires=1798761600&Signature=bb%3D&security-token=CAIS",
  ],
  [
    "Tencent",
    "https://h/o.gz?q-sign-algorithm=sha1&q-ak=AKID1&q-sign-time=1767225600;1767229200&q-key-time=1767225600;1767229200&q-header-list=host&q-url-param-list=&q-signature=aa",
    "https://h/o.gz?q-sign-algorithm=sha1&q-ak=AKID2&q-sign-time=1798761600;1798765200&q-key-time=1798761600;1798765200&q-header-list=&q-url-param-list=&q-signature=bb&x-cos-security-token=cc",
  ],
  ["Tencent's CDN", "https://h/o.gz?sign=0a1b&t=6955b900", "https://h/o.gz?sign=2c3d&t=6b36ec80"],
  ["Qiniu", "https://h/o.gz?e=1767225600&token=ak:x%3D", "https://h/o.gz?e=1798761600&token=ak:y%3D"],
  [
    "Backblaze",
    "https://f1.backblazeb2.com/file/b/o.gz?Authorization=3_20260101_aa",
    "https://f1.backblazeb2.com/file/b/o.gz?Authorization=3_20261125_bb&b2ContentDisposition=attachment&b2Expires=x",
  ],
  [
    "Swift",
    "https://h/v1/AUTH_a/b/o.gz?temp_url_sig=da39a3ee5e6b4b0d3255bfef95601890afd80709&temp_url_expires=1767225600&filename=a.gz",
    "https://h/v1/AUTH_a/b/o.gz?temp_url_sig=aa&temp_url_expires=2026-11-25T00:00:00Z&temp_url_prefix=b&inline",
  ],
  [
    "Bunny",
    "https://h/o.gz?token=HS256-a&expires=1767225600&token_path=%2F&token_countries=DE",
    "https://h/o.gz?token=b&expires=1798761600&token_path=%2Fb%2F",
  ],
  [
    "Dropbox",
    "https://www.dropbox.com/scl/fi/x/o.gz?rlkey=5f0vkk2x0q1r3pbrt2d8x1m2z&st=ab12cd34&dl=0",
    "https://www.dropbox.com/scl/fi/x/o.gz?rlkey=other&st=zz99yy88&dl=1",
  ],
  [
    "OneDrive",
    "https://onedrive.live.com/download?resid=ABC%21123&authkey=%21AAbb&e=Ab12Cd&cid=0123456789abcdef",
    "https://onedrive.live.com/download?resid=ABC%21123&authkey=%21CCdd&e=Ef34Gh&ithint=file",
  ],
  [
    "SharePoint",
    "https://a.sharepoint.com/s/_layouts/15/download.aspx?UniqueId=0c1d3b1e-0000-4000-8000-000000000001&tempauth=v1.eyJ&ApiVersion=2.0",
    "https://a.sharepoint.com/s/_layouts/15/download.aspx?uniqueid=0c1d3b1e-0000-4000-8000-000000000001&tempauth=v1.eyK&Translate=false&e=xyz",
  ],
  [
    "Google Drive",
    "https://drive.usercontent.google.com/download?id=1AbC&export=download&authuser=0&confirm=t&uuid=0c1d3b1e-0000-4000-8000-000000000001&at=APZ",
    "https://drive.usercontent.google.com/download?id=1AbC&confirm=AbCd&resourcekey=0-x",
  ],
  [
    "GitHub's releases",
    "https://release-assets.githubusercontent.com/r/1?sp=r&sv=2018-11-09&sr=b&spr=https&se=2026-01-01T00%3A00%3A00Z&rscd=attachment&rsct=x&skoid=a&sktid=b&skt=c&ske=d&sks=b&skv=e&sig=f&jwt=eyJ0.a.b&response-content-type=x",
    "https://release-assets.githubusercontent.com/r/1?sp=r&sv=2018-11-09&sr=b&spr=https&se=2026-11-25T00%3A00%3A00Z&sig=g&jwt=eyJ0.c.d",
  ],
  [
    "access tokens",
    "https://h/o.gz?private_token=glpat-1&api_key=a",
    "https://h/o.gz?job_token=2&accessToken=b&X-Api-Key=c",
  ],
  [
    "words run together",
    "https://h/o.gz?authtoken=a&sessiontoken=b&securitytoken=c&sastoken=d&expiresat=1",
    "https://h/o.gz?accesskeyid=a&secretkey=b&validUntil=2026-11-25",
  ],
  ["campaigns", "https://h/o.gz?utm_source=mail", "https://h/o.gz?utm_campaign=x&utm_medium=y"],
  ["credentials", "https://h/o.gz?user=u&password=p", "https://h/o.gz?login=v&pass=q&account=x"],
  [
    "letter case",
    "https://h/o.gz?X-AMZ-SIGNATURE=a&EXPIRES=1&AWSACCESSKEYID=b",
    "https://h/o.gz?SIG=a&x-amz-date=x",
  ],
];
