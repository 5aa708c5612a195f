// SPDX-License-Identifier: GPL-3.0-or-later
// OpenDocument text (ISO/IEC 26300, OASIS ODF 1.2).
#include "writer.h"

#include "../annotate/package.h"

#define NAMESPACES                                                                                                     \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                                               \
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "                                                 \
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                                                   \
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "                                                 \
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "                                        \
    "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "                                          \
    "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "                                                   \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.2\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static const char manifest[] =
    XML "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
        "manifest:version=\"1.2\">\n"
        "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" "
        "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>\n"
        "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\n"
        "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>\n"
        "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>\n"
        "</manifest:manifest>\n";

struct style {
    const char *name, *paragraph, *text; // text: size, then attributes
};
static const struct style paragraph_styles[] = {
    {"Title", "fo:text-align=\"center\" fo:margin-bottom=\"2mm\"", "fo:font-size=\"16pt\" fo:font-weight=\"bold\""},
    {"Subtitle", "fo:text-align=\"center\" fo:margin-bottom=\"6mm\"", "fo:font-size=\"13pt\" fo:font-style=\"italic\""},
    {"Label", "fo:text-align=\"start\" fo:margin-top=\"2mm\" fo:margin-bottom=\"1mm\" fo:keep-with-next=\"always\"",
     "fo:font-weight=\"bold\" fo:font-style=\"italic\""},
    {"Quote", "fo:margin-left=\"8mm\"", "fo:font-size=\"14pt\""},
    {"Section", "fo:margin-left=\"8mm\" fo:text-align=\"start\" fo:margin-bottom=\"1mm\" fo:keep-with-next=\"always\"",
     "fo:font-size=\"11pt\" fo:color=\"#404040\""},
    {"Remark", "fo:text-align=\"start\"", "fo:font-style=\"italic\""},
    {"Cell", "fo:text-align=\"start\" fo:margin-bottom=\"0mm\" fo:line-height=\"100%\"", "fo:font-size=\"12pt\""},
    {"CellHead", "fo:text-align=\"center\" fo:margin-bottom=\"0mm\" fo:line-height=\"100%\"",
     "fo:font-size=\"12pt\" fo:font-weight=\"bold\""},
    {"Footnote", "fo:margin-bottom=\"0mm\" fo:line-height=\"100%\"", "fo:font-size=\"11pt\""},
    {"Header", "fo:text-align=\"center\" fo:margin-bottom=\"0mm\"", "fo:font-size=\"14pt\""},
    {"Item", "fo:margin-bottom=\"1mm\"", "fo:font-size=\"13pt\""},
};

static void put_paragraph_styles(struct tc_buf *out)
{
    static const char *const headings[] = {"fo:font-weight=\"bold\"", "fo:font-weight=\"bold\"",
                                           "fo:font-weight=\"bold\" fo:font-style=\"italic\"",
                                           "fo:font-style=\"italic\""};
    for (int i = 0; i < (int)TC_LENGTH(headings); i++)
        tc_buf_printf(
            out,
            "<style:style style:name=\"Heading_20_%d\" style:display-name=\"Heading %d\" "
            "style:family=\"paragraph\" style:parent-style-name=\"Standard\" "
            "style:next-style-name=\"Standard\" style:default-outline-level=\"%d\">"
            "<style:paragraph-properties fo:margin-top=\"4mm\" fo:margin-bottom=\"2mm\" "
            "fo:keep-with-next=\"always\" fo:text-align=\"start\"/><style:text-properties %s/></style:style>\n",
            i + 1, i + 1, i + 1, headings[i]);
    for (size_t i = 0; i < TC_LENGTH(paragraph_styles); i++)
        tc_buf_printf(out,
                      "<style:style style:name=\"%s\" style:family=\"paragraph\" "
                      "style:parent-style-name=\"Standard\"><style:paragraph-properties %s/><style:text-properties %s/>"
                      "</style:style>\n",
                      paragraph_styles[i].name, paragraph_styles[i].paragraph, paragraph_styles[i].text);
}

static void put_styles(struct tc_buf *out)
{
    tc_buf_str(out, XML "<office:document-styles " NAMESPACES ">\n<office:font-face-decls><style:font-face "
                        "style:name=\"Times New Roman\" svg:font-family=\"'Times New Roman'\" "
                        "style:font-family-generic=\"roman\" style:font-pitch=\"variable\"/></office:font-face-decls>\n"
                        "<office:styles>\n<style:default-style style:family=\"paragraph\"><style:text-properties "
                        "style:font-name=\"Times New Roman\" style:font-name-asian=\"Times New Roman\" "
                        "style:font-name-complex=\"Times New Roman\" fo:font-size=\"14pt\" fo:language=\"vi\" "
                        "fo:country=\"VN\"/></style:default-style>\n<style:style style:name=\"Standard\" "
                        "style:family=\"paragraph\" style:class=\"text\"><style:paragraph-properties "
                        "fo:text-align=\"justify\" style:justify-single-word=\"false\" fo:margin-top=\"0mm\" "
                        "fo:margin-bottom=\"2mm\" fo:line-height=\"110%\"/></style:style>\n");
    put_paragraph_styles(out);
    tc_buf_str(out, "<style:style style:name=\"Footnote_20_anchor\" style:display-name=\"Footnote anchor\" "
                    "style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\n"
                    "<text:notes-configuration text:note-class=\"footnote\" "
                    "text:citation-body-style-name=\"Footnote_20_anchor\" style:num-format=\"1\" "
                    "text:start-value=\"0\" text:footnotes-position=\"page\" "
                    "text:start-numbering-at=\"document\"/>\n</office:styles>\n");
    tc_buf_str(out, "<office:automatic-styles><style:page-layout style:name=\"Page\"><style:page-layout-properties "
                    "fo:page-width=\"210mm\" fo:page-height=\"297mm\" style:print-orientation=\"portrait\" "
                    "fo:margin-top=\"10mm\" fo:margin-bottom=\"20mm\" fo:margin-left=\"30mm\" "
                    "fo:margin-right=\"15mm\"/><style:header-style><style:header-footer-properties "
                    "fo:min-height=\"8mm\" fo:margin-bottom=\"2mm\"/></style:header-style></style:page-layout>"
                    "</office:automatic-styles>\n<office:master-styles><style:master-page style:name=\"Standard\" "
                    "style:page-layout-name=\"Page\"><style:header><text:p text:style-name=\"Header\">"
                    "<text:page-number text:select-page=\"current\">1</text:page-number></text:p></style:header>"
                    "</style:master-page></office:master-styles>\n</office:document-styles>\n");
}

static void paragraph(struct tc_writer_file *file, const char *style, const char *text)
{
    tc_buf_printf(&file->body, "<text:p text:style-name=\"%s\">", style);
    tc_writer_esc(&file->body, text);
    tc_buf_str(&file->body, "</text:p>\n");
}

static void note(struct tc_writer_file *file, const char *text)
{
    file->note_count++;
    tc_buf_printf(&file->body,
                  "<text:note text:id=\"ftn%zu\" text:note-class=\"footnote\"><text:note-citation>%zu"
                  "</text:note-citation><text:note-body><text:p text:style-name=\"Footnote\"><text:s/>",
                  file->note_count, file->note_count);
    tc_writer_esc(&file->body, text);
    tc_buf_str(&file->body, "</text:p></text:note-body></text:note>");
}

static void odt_title(struct tc_writer_file *file, const char *title, const char *remark)
{
    paragraph(file, "Title", title);
    paragraph(file, "Subtitle", remark);
}

static void odt_heading(struct tc_writer_file *file, int level, const char *text)
{
    int shown = level < 1 ? 1 : level > 4 ? 4 : level;
    tc_buf_printf(&file->body, "<text:h text:style-name=\"Heading_20_%d\" text:outline-level=\"%d\">", shown, shown);
    tc_writer_esc(&file->body, text);
    tc_buf_str(&file->body, "</text:h>\n");
}

static void odt_label(struct tc_writer_file *file, const char *text)
{
    paragraph(file, "Label", text);
}

static void odt_passage(struct tc_writer_file *file, const char *text, const char *section, const char *source)
{
    if (section && *section)
        paragraph(file, "Section", section);
    tc_buf_str(&file->body, "<text:p text:style-name=\"Quote\">“");
    tc_writer_esc(&file->body, text);
    tc_buf_str(&file->body, "”");
    note(file, source);
    tc_buf_str(&file->body, "</text:p>\n");
}

static void odt_remark(struct tc_writer_file *file, const char *text)
{
    paragraph(file, "Remark", text);
}

static void cell_start(struct tc_writer_file *file, const char *style)
{
    tc_buf_printf(&file->body,
                  "<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\"><text:p "
                  "text:style-name=\"%s\">",
                  style);
}

static void odt_table(struct tc_writer_file *file, const char *const names[TC_WRITER_COLUMNS])
{
    tc_buf_printf(&file->body, "<table:table table:name=\"T%zu\" table:style-name=\"Table\">", ++file->table_count);
    for (int i = 0; i < TC_WRITER_COLUMNS; i++)
        tc_buf_printf(&file->body, "<table:table-column table:style-name=\"Column%d\"/>", i);
    tc_buf_str(&file->body, "<table:table-header-rows><table:table-row>");
    for (int i = 0; i < TC_WRITER_COLUMNS; i++) {
        cell_start(file, "CellHead");
        tc_writer_esc(&file->body, names[i]);
        tc_buf_str(&file->body, "</text:p></table:table-cell>");
    }
    tc_buf_str(&file->body, "</table:table-row></table:table-header-rows>\n");
}

static void odt_row(struct tc_writer_file *file, const char *const cells[TC_WRITER_COLUMNS], const char *source)
{
    tc_buf_str(&file->body, "<table:table-row table:style-name=\"Row\">");
    for (int i = 0; i < TC_WRITER_COLUMNS; i++) {
        cell_start(file, "Cell");
        tc_writer_esc(&file->body, cells[i]);
        if (i == TC_WRITER_COLUMNS - 1 && source)
            note(file, source);
        tc_buf_str(&file->body, "</text:p></table:table-cell>");
    }
    tc_buf_str(&file->body, "</table:table-row>\n");
}

static void odt_table_end(struct tc_writer_file *file)
{
    tc_buf_str(&file->body, "</table:table>\n<text:p text:style-name=\"Standard\"/>\n");
}

static void odt_item(struct tc_writer_file *file, size_t number, const char *text)
{
    tc_buf_printf(&file->body, "<text:p text:style-name=\"Item\">%zu. ", number);
    tc_writer_esc(&file->body, text);
    tc_buf_str(&file->body, "</text:p>\n");
}

static void add_part(struct tc_package *package, const char *name, const char *data)
{
    tc_buf_str(&tc_package_add(package, name)->data, data);
}

static void put_content(const struct tc_writer_file *file, struct tc_buf *out)
{
    tc_buf_str(out, XML "<office:document-content " NAMESPACES ">\n<office:automatic-styles>\n");
    tc_buf_str(out, "<style:style style:name=\"Table\" style:family=\"table\"><style:table-properties "
                    "style:width=\"165mm\" table:align=\"left\" fo:margin-top=\"1mm\" fo:margin-bottom=\"1mm\"/>"
                    "</style:style>\n");
    for (int i = 0; i < TC_WRITER_COLUMNS; i++)
        tc_buf_printf(out,
                      "<style:style style:name=\"Column%d\" style:family=\"table-column\">"
                      "<style:table-column-properties style:column-width=\"%dmm\"/></style:style>\n",
                      i, tc_writer_widths[i]);
    tc_buf_str(out, "<style:style style:name=\"Row\" style:family=\"table-row\"><style:table-row-properties "
                    "fo:keep-together=\"always\"/></style:style>\n"
                    "<style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties "
                    "fo:border=\"0.5pt solid #000000\" fo:padding=\"1mm\"/></style:style>\n"
                    "</office:automatic-styles>\n<office:body><office:text>\n");
    if (file->body.len)
        tc_buf_add(out, file->body.data, file->body.len);
    tc_buf_str(out, "</office:text></office:body>\n</office:document-content>\n");
}

static enum tc_status odt_finish(struct tc_writer_file *file, const char *title, struct tc_buf *ret,
                                 struct tc_error *err)
{
    struct tc_package package = {0};
    add_part(&package, "mimetype", "application/vnd.oasis.opendocument.text");
    put_content(file, &tc_package_add(&package, "content.xml")->data);
    put_styles(&tc_package_add(&package, "styles.xml")->data);
    struct tc_buf *meta = &tc_package_add(&package, "meta.xml")->data;
    tc_buf_str(meta, XML "<office:document-meta " NAMESPACES "><office:meta><dc:title>");
    tc_writer_esc(meta, title);
    tc_buf_str(meta, "</dc:title><meta:generator>tracuu</meta:generator></office:meta></office:document-meta>\n");
    add_part(&package, "META-INF/manifest.xml", manifest);
    enum tc_status status = tc_package_write(&package, ret, err);
    tc_package_fini(&package);
    return status;
}

const struct tc_writer_format tc_writer_odt = {
    .extension = ".odt",
    .title = odt_title,
    .heading = odt_heading,
    .label = odt_label,
    .passage = odt_passage,
    .remark = odt_remark,
    .table = odt_table,
    .row = odt_row,
    .table_end = odt_table_end,
    .item = odt_item,
    .finish = odt_finish,
};
