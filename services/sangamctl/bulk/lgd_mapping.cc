#include "services/sangamctl/bulk/lgd_mapping.h"

#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "services/sangamctl/bulk/csv_reader.h"

namespace sangam::sangamctl {
namespace {

// A column of what is above, by its key; see KeyOf.
struct Above {
  const char* key;
  const char* field;
  const char* prefix;
};

// One level. Downloads of different years head the same column differently, so
// headings are compared by their keys.
struct Level {
  const char* name;
  const char* kind;
  std::vector<const char*> code_keys;
  std::vector<const char*> title_keys;
  // The finest that a file has counts.
  std::vector<Above> above;
  // How the directory heads them now, for messages.
  const char* code_heading;
  const char* title_heading;
};

constexpr char kVillagePanchayat[] = "gram-panchayat";
constexpr char kUrbanLocalBody[] = "urban-local-body";
constexpr char kLocalBodyCode[] = "localbodycode";
constexpr char kLocalBodyType[] = "localbodytypecode";

// The coarsest first. Local bodies of both kinds have the same headings.
const std::vector<Level>& Levels() {
  static const Above kState = {"statecode", "revenue_parent", "lgd-state-"};
  static const Above kDistrict = {"districtcode", "revenue_parent",
                                  "lgd-district-"};
  static const Above kDevelopmentDistrict = {
      "districtcode", "development_parent", "lgd-district-"};
  static const Above kBlock = {"blockcode", "development_parent", "lgd-block-"};
  static const Above kDevelopmentBlock = {"developmentblockcode",
                                          "development_parent", "lgd-block-"};
  static const auto* const kLevels = new std::vector<Level>{
      {"state",
       "STATE",
       {"statecode"},
       {"statename"},
       {},
       "State Code",
       "State Name (In English)"},
      {"district",
       "DISTRICT",
       {"districtcode"},
       {"districtname"},
       {kState},
       "District Code",
       "District Name (In English)"},
      {"sub-district",
       "SUB_DISTRICT",
       {"subdistrictcode"},
       {"subdistrictname"},
       {kDistrict},
       "Sub-District Code",
       "Sub-District Name (In English)"},
      {"block",
       "BLOCK",
       {"blockcode", "developmentblockcode"},
       {"blockname", "developmentblockname"},
       {kDevelopmentDistrict},
       "Development Block Code",
       "Development Block Name (In English)"},
      {kUrbanLocalBody,
       "URBAN_LOCAL_BODY",
       {kLocalBodyCode},
       {"localbodyname"},
       {{"districtcode", "urban_parent", "lgd-district-"},
        {"statecode", "urban_parent", "lgd-state-"}},
       "Local Body Code",
       "Local Body Name (In English)"},
      {kVillagePanchayat,
       "GRAM_PANCHAYAT",
       {"grampanchayatcode", "villagepanchayatcode",
        "localbodycodevillagepanchayat", kLocalBodyCode},
       {"grampanchayatname", "villagepanchayatname", "localbodyname"},
       {kBlock, kDevelopmentBlock, kDevelopmentDistrict},
       "Local Body Code",
       "Local Body Name (In English)"},
      {"village",
       "VILLAGE",
       {"villagecode"},
       {"villagename"},
       {{"subdistrictcode", "revenue_parent", "lgd-sub-district-"},
        kDistrict,
        kBlock,
        kDevelopmentBlock},
       "Village Code",
       "Village Name (In English)"},
  };
  return *kLevels;
}

// What a heading says, however it is written: "Sub-District Name(In English)",
// "Subdistrict Name" and "Sub-district Name " are "subdistrictname". The
// directory itself writes "(In Englsih)".
std::string KeyOf(absl::string_view heading) {
  std::string key;
  for (const char c : heading) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      key.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  for (const absl::string_view language : {"inenglish", "inenglsih"}) {
    if (absl::EndsWith(key, language)) {
      key.resize(key.size() - language.size());
    }
  }
  return key;
}

// Codes that say nothing of a file's level.
bool IsCodeBeside(absl::string_view key) {
  return absl::StrContains(key, "census") || key == kLocalBodyType ||
         key == "localbodytypename" || key == "parentlocalbodycode" ||
         key == "districtpanchayatcode" ||
         key == "intermediateblockpanchayatcode";
}

// The file's headings, and the first column with each of their keys.
class Headings {
 public:
  explicit Headings(const std::vector<std::string>& headings)
      : headings_(headings) {
    for (const std::string& heading : headings) keys_.push_back(KeyOf(heading));
  }

  // -1: there is none.
  int Column(absl::string_view key) const {
    const auto at = absl::c_find(keys_, key);
    return at == keys_.end() ? -1 : static_cast<int>(at - keys_.begin());
  }
  int FirstColumn(const std::vector<const char*>& keys) const {
    for (const char* key : keys) {
      if (Column(key) >= 0) return Column(key);
    }
    return -1;
  }
  // As the file has it, without spaces around it.
  std::string Text(int column) const {
    return std::string(absl::StripAsciiWhitespace(headings_[column]));
  }
  // A column of codes that no level has; empty if there is none.
  std::string UnknownCode() const {
    for (size_t i = 0; i < keys_.size(); ++i) {
      if (!absl::StrContains(keys_[i], "code") || IsCodeBeside(keys_[i])) {
        continue;
      }
      const bool known = absl::c_any_of(Levels(), [&](const Level& level) {
        return absl::c_linear_search(level.code_keys, keys_[i]);
      });
      if (!known) return Text(static_cast<int>(i));
    }
    return "";
  }

 private:
  const std::vector<std::string>& headings_;
  std::vector<std::string> keys_;
};

std::string Quoted(const std::string& heading) {
  return absl::StrCat("\"",
                      absl::StrReplaceAll(heading, {{"\\", "\\\\"},
                                                    {"\"", "\\\""},
                                                    {"\n", "\\n"},
                                                    {"\r", "\\r"},
                                                    {"\t", "\\t"}}),
                      "\"");
}

const Level* LevelNamed(absl::string_view name) {
  for (const Level& level : Levels()) {
    if (level.name == name) return &level;
  }
  return nullptr;
}

std::string Expected() {
  return absl::StrJoin(
      Levels(), "; ", [](std::string* out, const Level& level) {
        absl::StrAppend(out, level.name, ": \"", level.code_heading,
                        "\" and \"", level.title_heading, "\"");
      });
}

// Of local bodies, by the types of all of them; null with a fault.
const Level* LevelOfLocalBodies(CsvReader& rows, int type_column,
                                const std::string& said, std::string* fault) {
  std::set<std::string> types;
  std::vector<std::string> cells;
  while (type_column >= 0 && rows.Next(cells)) {
    if (static_cast<size_t>(type_column) >= cells.size()) continue;
    types.insert(std::string(absl::StripAsciiWhitespace(cells[type_column])));
  }
  const auto all_are = [&](std::initializer_list<absl::string_view> wanted) {
    return !types.empty() && absl::c_all_of(types, [&](const auto& type) {
      return absl::c_linear_search(wanted, type);
    });
  };
  // As the directory numbers the types of local bodies.
  std::string found = all_are({"3"}) ? kVillagePanchayat
                      : all_are({"4", "5", "6", "7", "8", "21", "24", "25"})
                          ? kUrbanLocalBody
                          : "";
  if (types.empty() && (said == kVillagePanchayat || said == kUrbanLocalBody)) {
    found = said;
  }
  if (found.empty()) {
    *fault =
        types.empty()
            ? "has local bodies without their types (\"Local Body Type"
              " Code\"); say --lgd-level gram-panchayat or"
              " urban-local-body"
            : absl::StrCat(
                  "has local bodies of the types ", absl::StrJoin(types, ", "),
                  "; expected village panchayats (3) alone, or urban"
                  " bodies (4 to 8, 21, 24, 25) alone: keep the rows of"
                  " one kind");
    return nullptr;
  }
  return LevelNamed(found);
}

// The level of the file; null with a fault.
const Level* LevelOf(const Headings& headings, CsvReader& rows,
                     const std::string& said, std::string* fault) {
  const Level* finest = nullptr;
  for (const Level& level : Levels()) {
    if (headings.FirstColumn(level.code_keys) >= 0) finest = &level;
  }
  if (finest == nullptr) {
    *fault = absl::StrCat(
        "has not the headings of a file of the Local Government Directory;"
        " expected, of a ",
        Expected(), "; or give a --mapping");
    return nullptr;
  }
  const std::string unknown = headings.UnknownCode();
  if (said.empty() && !unknown.empty()) {
    *fault = absl::StrCat("has \"", unknown,
                          "\", so that it is not certain what its rows are;"
                          " expected, of a ",
                          Expected(), "; or say the --lgd-level");
    return nullptr;
  }
  const Level* block = LevelNamed("block");
  const Level* sub_district = LevelNamed("sub-district");
  if (finest == block && headings.FirstColumn(sub_district->code_keys) >= 0) {
    // Neither is above the other.
    if (said == sub_district->name) return sub_district;
    if (said.empty()) {
      *fault =
          "has codes of blocks and of sub-districts; say --lgd-level block or"
          " sub-district";
      return nullptr;
    }
  }
  if (finest->name == absl::string_view(kVillagePanchayat) &&
      headings.FirstColumn(finest->code_keys) ==
          headings.Column(kLocalBodyCode)) {
    finest =
        LevelOfLocalBodies(rows, headings.Column(kLocalBodyType), said, fault);
    if (finest == nullptr) return nullptr;
  }
  if (!said.empty() && finest->name != said) {
    *fault =
        absl::StrCat("is of the level ", finest->name, " by its codes (\"",
                     headings.Text(headings.FirstColumn(finest->code_keys)),
                     "\"), and not of the level ", said);
    return nullptr;
  }
  return finest;
}

}  // namespace

std::vector<std::string> LgdLevels() {
  std::vector<std::string> names;
  for (const Level& level : Levels()) names.emplace_back(level.name);
  return names;
}

LgdMapping LgdMappingFor(std::istream* input, const std::string& said) {
  CsvReader rows(input);
  std::vector<std::string> cells;
  rows.Next(cells);
  const std::vector<std::string> first_row = cells;
  const Headings headings(first_row);
  LgdMapping mapping;
  const Level* level = LevelOf(headings, rows, said, &mapping.fault);
  if (level == nullptr) return mapping;
  const int title = headings.FirstColumn(level->title_keys);
  if (title < 0) {
    mapping.fault = absl::StrCat("is of the level ", level->name,
                                 " and lacks its names; expected a column \"",
                                 level->title_heading, "\"");
    return mapping;
  }
  mapping.text = absl::StrCat(
      "collection: places\nset: {kind: ", level->kind,
      ", provenance.asserted_by: LOCAL_GOVERNMENT_DIRECTORY}\ncolumns:\n  ",
      Quoted(headings.Text(headings.FirstColumn(level->code_keys))),
      ": {field: name, prefix: places/lgd-", level->name, "-}\n  ",
      Quoted(headings.Text(title)), ": title\n");
  for (const Above& above : level->above) {
    const int column = headings.Column(above.key);
    if (column < 0) continue;
    absl::StrAppend(&mapping.text, "  ", Quoted(headings.Text(column)),
                    ": {field: ", above.field, ", prefix: places/",
                    above.prefix, "}\n");
    break;
  }
  return mapping;
}

}  // namespace sangam::sangamctl
