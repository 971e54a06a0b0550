#include "services/sangamctl/bulk/lgd_mapping.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace sangam::sangamctl {
namespace {

// One file: the column that has the places' own codes, in the finest file
// first, because each also has the columns of those above.
struct LgdFile {
  std::vector<const char*> code_headings;
  std::vector<const char*> title_headings;
  const char* kind;
  const char* name_prefix;
  // Columns of what is above, the finest that there is counts.
  struct Above {
    std::vector<const char*> headings;
    const char* field;
    const char* prefix;
  };
  std::vector<Above> above;
};

const std::vector<LgdFile>& LgdFiles() {
  static const LgdFile::Above kState = {
      {"State Code"}, "revenue_parent", "lgd-state-"};
  static const LgdFile::Above kDistrict = {
      {"District Code"}, "revenue_parent", "lgd-district-"};
  static const LgdFile::Above kSubDistrict = {
      {"Sub-district Code", "Sub-District Code", "Subdistrict Code"},
      "revenue_parent",
      "lgd-sub-district-"};
  static const auto* const kFiles = new std::vector<LgdFile>{
      {{"Village Code"},
       {"Village Name (In English)", "Village Name"},
       "VILLAGE",
       "lgd-village-",
       {kSubDistrict, kDistrict}},
      {{"Gram Panchayat Code", "Local Body Code (Village Panchayat)"},
       {"Gram Panchayat Name", "Village Panchayat Name"},
       "GRAM_PANCHAYAT",
       "lgd-gram-panchayat-",
       {{{"Block Code"}, "development_parent", "lgd-block-"},
        {{"District Code"}, "development_parent", "lgd-district-"}}},
      {{"Block Code"},
       {"Block Name", "Block Name (In English)"},
       "BLOCK",
       "lgd-block-",
       {{{"District Code"}, "development_parent", "lgd-district-"}}},
      {{"Sub-district Code", "Sub-District Code", "Subdistrict Code"},
       {"Sub-district Name", "Sub-District Name", "Subdistrict Name"},
       "SUB_DISTRICT",
       "lgd-sub-district-",
       {kDistrict}},
      {{"Local Body Code"},
       {"Local Body Name"},
       "URBAN_LOCAL_BODY",
       "lgd-urban-local-body-",
       {{{"District Code"}, "urban_parent", "lgd-district-"},
        {{"State Code"}, "urban_parent", "lgd-state-"}}},
      {{"District Code"},
       {"District Name", "District Name (In English)"},
       "DISTRICT",
       "lgd-district-",
       {kState}},
      {{"State Code"},
       {"State Name", "State Name (In English)"},
       "STATE",
       "lgd-state-",
       {}},
  };
  return *kFiles;
}

// The first of `wanted` that is among `headings`; empty if none is.
std::string Found(const std::vector<std::string>& headings,
                  const std::vector<const char*>& wanted) {
  for (const char* heading : wanted) {
    for (const std::string& given : headings) {
      if (absl::StripAsciiWhitespace(given) == heading) return heading;
    }
  }
  return "";
}

}  // namespace

std::string LgdMappingFor(const std::vector<std::string>& headings) {
  for (const LgdFile& file : LgdFiles()) {
    const std::string code = Found(headings, file.code_headings);
    const std::string title = Found(headings, file.title_headings);
    if (code.empty() || title.empty()) continue;
    std::string text = absl::StrCat(
        "collection: places\nset: {kind: ", file.kind,
        ", provenance.asserted_by: LOCAL_GOVERNMENT_DIRECTORY}\ncolumns:\n  \"",
        code, "\": {field: name, prefix: places/", file.name_prefix, "}\n  \"",
        title, "\": title\n");
    for (const LgdFile::Above& above : file.above) {
      const std::string heading = Found(headings, above.headings);
      if (heading.empty()) continue;
      absl::StrAppend(&text, "  \"", heading, "\": {field: ", above.field,
                      ", prefix: places/", above.prefix, "}\n");
      break;
    }
    return text;
  }
  return "";
}

}  // namespace sangam::sangamctl
