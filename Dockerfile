# SPDX-License-Identifier: GPL-3.0-or-later
# Serves an archive mounted at /archive; the originals, read-only, at /documents.
#   docker build -t tracuu .
#   docker run -v ARCHIVE:/archive -v DOCUMENTS:/documents:ro tracuu tracuu index /documents
#   docker run -v ARCHIVE:/archive -v DOCUMENTS:/documents:ro -p 127.0.0.1:8080:8080 tracuu
FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
    build-essential cmake ninja-build pkg-config libxapian-dev libicu-dev libmagic-dev libpoppler-glib-dev \
    libarchive-dev libxml2-dev libgumbo-dev libgsf-1-dev libseccomp-dev libfcgi-dev libjansson-dev libzstd-dev zlib1g-dev \
    nettle-dev libtesseract-dev libleptonica-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY CMakeLists.txt ./
COPY cmake cmake
COPY indexer indexer
COPY search search
COPY cli cli
COPY corpus corpus
RUN cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DTC_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/usr
RUN cmake --build build
RUN DESTDIR=/out cmake --install build --strip

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
    libxapian30 libicu72 libmagic1 libpoppler-glib8 libarchive13 libxml2 libgumbo1 libgsf-1-114 libseccomp2 \
    libfcgi0ldbl libjansson4 libzstd1 zlib1g libnettle8 libtesseract5 liblept5 tesseract-ocr-vie lighttpd fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin tracuu \
    && mkdir /archive /documents && chown tracuu:tracuu /archive
COPY --from=build /out/usr/ /usr/
ENV TRACUU_ARCHIVE=/archive LANG=C.UTF-8
VOLUME ["/archive", "/documents"]
USER tracuu
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /stats.json HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"]
CMD ["tracuu", "serve", "--listen", "0.0.0.0", "--port", "8080"]
