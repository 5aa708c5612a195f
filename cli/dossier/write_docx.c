// SPDX-License-Identifier: GPL-3.0-or-later
// WordprocessingML (ECMA-376, transitional).
#include "writer.h"

#include "../annotate/package.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define R "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define OFFICE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

enum { MM = 567 }; // hundredths of a twentieth of a point in a millimetre: 56.7 twips

static const char types[] =
    XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" OFFICE "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" OFFICE "styles+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" OFFICE "settings+xml\"/>"
        "<Override PartName=\"/word/footnotes.xml\" ContentType=\"" OFFICE "footnotes+xml\"/>"
        "<Override PartName=\"/word/header1.xml\" ContentType=\"" OFFICE "header+xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" "
        "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>\n";

static const char package_relations[] =
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" RELATION "officeDocument\" Target=\"word/document.xml\"/>"
        "<Relationship Id=\"rId2\" "
        "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
        "Target=\"docProps/core.xml\"/></Relationships>\n";

static const char document_relations[] =
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" RELATION "styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" RELATION "settings\" Target=\"settings.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"" RELATION "footnotes\" Target=\"footnotes.xml\"/>"
        "<Relationship Id=\"rId4\" Type=\"" RELATION "header\" Target=\"header1.xml\"/></Relationships>\n";

static const char settings[] =
    XML "<w:settings " W "><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
        "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"vi-VN\"/></w:settings>\n";

static const char header[] =
    XML "<w:hdr " W "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
        "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar "
        "w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        "</w:hdr>\n";

struct style {
    const char *id, *name, *paragraph, *run;
};
static const struct style paragraph_styles[] = {
    {"Title", "Title", "<w:jc w:val=\"center\"/>", "<w:b/><w:sz w:val=\"32\"/>"},
    {"Subtitle", "Subtitle", "<w:spacing w:after=\"340\"/><w:jc w:val=\"center\"/>", "<w:i/><w:sz w:val=\"26\"/>"},
    {"Header", "header", "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>", ""},
    {"FootnoteText", "footnote text", "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
     "<w:sz w:val=\"22\"/>"},
    {"DossierLabel", "Dossier label", "<w:keepNext/><w:spacing w:before=\"113\" w:after=\"57\"/><w:jc w:val=\"left\"/>",
     "<w:b/><w:i/>"},
    {"DossierQuote", "Dossier quote", "<w:ind w:left=\"454\"/>", ""},
    {"DossierSection", "Dossier section",
     "<w:keepNext/><w:spacing w:after=\"57\"/><w:ind w:left=\"454\"/><w:jc w:val=\"left\"/>",
     "<w:color w:val=\"404040\"/><w:sz w:val=\"22\"/>"},
    {"DossierRemark", "Dossier remark", "<w:jc w:val=\"left\"/>", "<w:i/>"},
    {"DossierCell", "Dossier cell",
     "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"left\"/>", "<w:sz w:val=\"24\"/>"},
    {"DossierCellHead", "Dossier cell head",
     "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
     "<w:b/><w:sz w:val=\"24\"/>"},
    {"DossierItem", "Dossier item", "<w:spacing w:after=\"57\"/>", "<w:sz w:val=\"26\"/>"},
};

static void put_styles(struct tc_buf *out)
{
    static const char *const headings[] = {"<w:b/>", "<w:b/>", "<w:b/><w:i/>", "<w:i/>"};
    tc_buf_str(out, XML "<w:styles " W "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
                        "w:eastAsia=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/>"
                        "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>"
                        "<w:pPrDefault/></w:docDefaults>\n<w:style w:type=\"paragraph\" w:default=\"1\" "
                        "w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"113\" "
                        "w:line=\"264\" w:lineRule=\"auto\"/><w:jc w:val=\"both\"/></w:pPr></w:style>\n");
    for (int i = 0; i < (int)TC_LENGTH(headings); i++)
        tc_buf_printf(out,
                      "<w:style w:type=\"paragraph\" w:styleId=\"Heading%d\"><w:name w:val=\"heading %d\"/><w:basedOn "
                      "w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing "
                      "w:before=\"227\" w:after=\"113\"/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"%d\"/></w:pPr>"
                      "<w:rPr>%s</w:rPr></w:style>\n",
                      i + 1, i + 1, i, headings[i]);
    for (size_t i = 0; i < TC_LENGTH(paragraph_styles); i++) {
        const struct style *style = &paragraph_styles[i];
        tc_buf_printf(out,
                      "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn "
                      "w:val=\"Normal\"/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>\n",
                      style->id, style->name, style->paragraph, style->run);
    }
    tc_buf_str(out, "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name "
                    "w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>"
                    "</w:styles>\n");
}

static void run(struct tc_buf *out, const char *text)
{
    tc_buf_str(out, "<w:r><w:t xml:space=\"preserve\">");
    tc_writer_esc(out, text);
    tc_buf_str(out, "</w:t></w:r>");
}

static void start(struct tc_writer_file *file, const char *style)
{
    tc_buf_printf(&file->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void paragraph(struct tc_writer_file *file, const char *style, const char *text)
{
    start(file, style);
    run(&file->body, text);
    tc_buf_str(&file->body, "</w:p>\n");
}

static void note(struct tc_writer_file *file, const char *text)
{
    file->note_count++;
    tc_buf_printf(
        &file->body,
        "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"%zu\"/></w:r>",
        file->note_count);
    tc_buf_printf(&file->notes,
                  "<w:footnote w:id=\"%zu\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr>"
                  "<w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t "
                  "xml:space=\"preserve\"> ",
                  file->note_count);
    tc_writer_esc(&file->notes, text);
    tc_buf_str(&file->notes, "</w:t></w:r></w:p></w:footnote>\n");
}

static void docx_title(struct tc_writer_file *file, const char *title, const char *remark)
{
    paragraph(file, "Title", title);
    paragraph(file, "Subtitle", remark);
}

static void docx_heading(struct tc_writer_file *file, int level, const char *text)
{
    static const char *const names[] = {"Heading1", "Heading2", "Heading3", "Heading4"};
    paragraph(file, names[level < 1 ? 0 : level > 4 ? 3 : level - 1], text);
}

static void docx_label(struct tc_writer_file *file, const char *text)
{
    paragraph(file, "DossierLabel", text);
}

static void docx_passage(struct tc_writer_file *file, const char *text, const char *section, const char *source)
{
    tc_auto_free char *quoted = tc_xasprintf("“%s”", text);
    if (section && *section)
        paragraph(file, "DossierSection", section);
    start(file, "DossierQuote");
    run(&file->body, quoted);
    note(file, source);
    tc_buf_str(&file->body, "</w:p>\n");
}

static void docx_remark(struct tc_writer_file *file, const char *text)
{
    paragraph(file, "DossierRemark", text);
}

static void cell_start(struct tc_writer_file *file, int column, const char *style)
{
    tc_buf_printf(&file->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>",
                  tc_writer_widths[column] * MM / 10);
    start(file, style);
}

static void docx_table(struct tc_writer_file *file, const char *const names[TC_WRITER_COLUMNS])
{
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    tc_buf_printf(&file->body, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>", 165 * MM / 10);
    for (size_t i = 0; i < TC_LENGTH(sides); i++)
        tc_buf_printf(&file->body, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", sides[i]);
    tc_buf_str(&file->body, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for (int i = 0; i < TC_WRITER_COLUMNS; i++)
        tc_buf_printf(&file->body, "<w:gridCol w:w=\"%d\"/>", tc_writer_widths[i] * MM / 10);
    tc_buf_str(&file->body, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (int i = 0; i < TC_WRITER_COLUMNS; i++) {
        cell_start(file, i, "DossierCellHead");
        run(&file->body, names[i]);
        tc_buf_str(&file->body, "</w:p></w:tc>");
    }
    tc_buf_str(&file->body, "</w:tr>\n");
}

static void docx_row(struct tc_writer_file *file, const char *const cells[TC_WRITER_COLUMNS], const char *source)
{
    tc_buf_str(&file->body, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (int i = 0; i < TC_WRITER_COLUMNS; i++) {
        cell_start(file, i, "DossierCell");
        run(&file->body, cells[i]);
        if (i == TC_WRITER_COLUMNS - 1 && source)
            note(file, source);
        tc_buf_str(&file->body, "</w:p></w:tc>");
    }
    tc_buf_str(&file->body, "</w:tr>\n");
}

static void docx_table_end(struct tc_writer_file *file)
{
    tc_buf_str(&file->body, "</w:tbl>\n<w:p/>\n");
}

static void docx_item(struct tc_writer_file *file, size_t number, const char *text)
{
    tc_auto_free char *numbered = tc_xasprintf("%zu. %s", number, text);
    paragraph(file, "DossierItem", numbered);
}

static void add_part(struct tc_package *package, const char *name, const char *data)
{
    tc_buf_str(&tc_package_add(package, name)->data, data);
}

static void put_notes(const struct tc_writer_file *file, struct tc_buf *out)
{
    tc_buf_str(out, XML "<w:footnotes " W "><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r>"
                        "</w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>"
                        "<w:continuationSeparator/></w:r></w:p></w:footnote>\n");
    if (file->notes.len)
        tc_buf_add(out, file->notes.data, file->notes.len);
    tc_buf_str(out, "</w:footnotes>\n");
}

static enum tc_status docx_finish(struct tc_writer_file *file, const char *title, struct tc_buf *ret,
                                  struct tc_error *err)
{
    struct tc_package package = {0};
    add_part(&package, "[Content_Types].xml", types);
    add_part(&package, "_rels/.rels", package_relations);
    struct tc_buf *document = &tc_package_add(&package, "word/document.xml")->data;
    tc_buf_str(document, XML "<w:document " W " " R "><w:body>\n");
    if (file->body.len)
        tc_buf_add(document, file->body.data, file->body.len);
    tc_buf_printf(document,
                  "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
                  "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" "
                  "w:gutter=\"0\"/></w:sectPr></w:body></w:document>\n",
                  20 * MM / 10, 15 * MM / 10, 20 * MM / 10, 30 * MM / 10, MM, MM);
    add_part(&package, "word/_rels/document.xml.rels", document_relations);
    put_styles(&tc_package_add(&package, "word/styles.xml")->data);
    add_part(&package, "word/settings.xml", settings);
    put_notes(file, &tc_package_add(&package, "word/footnotes.xml")->data);
    add_part(&package, "word/header1.xml", header);
    struct tc_buf *core = &tc_package_add(&package, "docProps/core.xml")->data;
    tc_buf_str(core, XML "<cp:coreProperties "
                         "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    tc_writer_esc(core, title);
    tc_buf_str(core, "</dc:title></cp:coreProperties>\n");
    enum tc_status status = tc_package_write(&package, ret, err);
    tc_package_fini(&package);
    return status;
}

const struct tc_writer_format tc_writer_docx = {
    .extension = ".docx",
    .title = docx_title,
    .heading = docx_heading,
    .label = docx_label,
    .passage = docx_passage,
    .remark = docx_remark,
    .table = docx_table,
    .row = docx_row,
    .table_end = docx_table_end,
    .item = docx_item,
    .finish = docx_finish,
};
