#include "tests/fuzz/fuzz_subject.h"

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace sangam::fuzz {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using scheme_catalog::v1::Attribute;

constexpr const char* kTexts[] = {"",
                                  "SHG",
                                  "COIR",
                                  "JUTE",
                                  "TRUST",
                                  "places/state-1",
                                  "places/district-11",
                                  "schemes/a",
                                  "13121",
                                  "स्वयं",
                                  "131",
                                  "places/unheard-of"};
constexpr const char* kPlaces[] = {"places/india",       "places/state-1",
                                   "places/state-2",     "places/district-11",
                                   "places/district-12", "places/district-21",
                                   "places/unheard-of",  ""};

void SetDate(ByteSource* bytes, google::type::Date* date) {
  date->set_year(2015 + bytes->Byte() % 12);
  // Some of these are no days of the calendar.
  date->set_month(bytes->Byte() % 14);
  date->set_day(bytes->Byte() % 33);
}

Attribute OwnAttribute(const std::string& name,
                       scheme_catalog::v1::AttributeType type,
                       const std::string& derivation) {
  Attribute attribute;
  attribute.set_name("attributes/" + name);
  attribute.set_type(type);
  attribute.set_derivation(derivation);
  attribute.set_origin(derivation.empty()
                           ? scheme_catalog::v1::ATTRIBUTE_ORIGIN_RECORDED
                           : scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED);
  attribute.set_absence(type::v1::ATTRIBUTE_ABSENCE_UNKNOWN);
  (*attribute.mutable_label()->mutable_text())["en"] = name;
  (*attribute.mutable_question()->mutable_text())["en"] = name;
  return attribute;
}

std::vector<scheme_catalog::v1::Parameter> Parameters() {
  std::vector<scheme_catalog::v1::Parameter> parameters(3);
  parameters[0].set_name("parameters/rate");
  parameters[0].set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
  auto* rate = parameters[0].add_values();
  rate->mutable_effective_from()->set_year(2020);
  rate->mutable_effective_from()->set_month(4);
  rate->mutable_effective_from()->set_day(1);
  rate->mutable_value()->set_number(300);
  parameters[1].set_name("parameters/kinds");
  parameters[1].set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_LIST);
  auto* kinds = parameters[1].add_values()->mutable_value()->mutable_list();
  kinds->add_values("SHG");
  kinds->add_values("COIR");
  // Never has a value.
  parameters[2].set_name("parameters/unset");
  parameters[2].set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH);
  return parameters;
}

std::vector<scheme_catalog::v1::PlaceSet> PlaceSets() {
  std::vector<scheme_catalog::v1::PlaceSet> sets(1);
  sets[0].set_name("placeSets/hill");
  sets[0].set_incomplete(true);
  sets[0].add_members()->set_place("places/state-1");
  auto* later = sets[0].add_members();
  later->set_place("places/district-21");
  later->mutable_effective_from()->set_year(2024);
  later->mutable_effective_from()->set_month(4);
  later->mutable_effective_from()->set_day(2);
  return sets;
}

void SetElement(Message* message, const FieldDescriptor* field,
                ByteSource* bytes, int depth);

// A field of the profile that is a message: a date, a list, or children.
void SetMessage(Message* message, const FieldDescriptor* field,
                ByteSource* bytes, int depth) {
  Message* inner =
      message->GetReflection()->MutableMessage(message, field, nullptr);
  if (auto* date = dynamic_cast<google::type::Date*>(inner)) {
    SetDate(bytes, date);
  } else if (auto* list = dynamic_cast<type::v1::StringList*>(inner)) {
    for (int more = bytes->Byte() % 4; more > 0; --more) {
      list->add_values(kTexts[bytes->Byte() % std::size(kTexts)]);
    }
  } else if (auto* children = dynamic_cast<type::v1::ChildProfiles*>(inner)) {
    children->set_complete(bytes->Byte() % 2 == 0);
    for (int more = depth > 0 ? bytes->Byte() % 4 : 0; more > 0; --more) {
      *children->add_profiles() = FuzzProfile(bytes, depth - 1);
    }
  }
}

void SetElement(Message* message, const FieldDescriptor* field,
                ByteSource* bytes, int depth) {
  const auto* reflection = message->GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection->SetInt64(message, field, bytes->Number());
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->SetBool(message, field, bytes->Byte() % 2 == 1);
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->SetEnumValue(message, field, bytes->Byte() % 24);
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->SetString(
          message, field,
          field->name() == "place" ? kPlaces[bytes->Byte() % std::size(kPlaces)]
                                   : kTexts[bytes->Byte() % std::size(kTexts)]);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetMessage(message, field, bytes, depth);
    default:
      return;
  }
}

void SetOwn(type::v1::Profile* profile, ByteSource* bytes) {
  auto& extra = *profile->mutable_extra();
  // A name may get a value of another type than it has: then it has none.
  static constexpr const char* kNames[] = {"own_number", "own_truth",
                                           "own_text",   "own_list",
                                           "own_date",   "own_place"};
  auto& value = extra[kNames[bytes->Byte() % std::size(kNames)]];
  switch (bytes->Byte() % 5) {
    case 0:
      return value.set_number(bytes->Number());
    case 1:
      return value.set_truth(bytes->Byte() % 2 == 1);
    case 2:
      return value.set_text(kTexts[bytes->Byte() % std::size(kTexts)]);
    case 3:
      return value.mutable_list()->add_values(
          kTexts[bytes->Byte() % std::size(kTexts)]);
    default:
      return SetDate(bytes, value.mutable_date());
  }
}

void AddReceipt(type::v1::Profile* profile, ByteSource* bytes) {
  auto* benefit = profile->add_received_benefits();
  benefit->set_scheme(bytes->Byte() % 2 == 0 ? "schemes/a" : "schemes/b");
  if (bytes->Byte() % 2 == 0) SetDate(bytes, benefit->mutable_received_on());
  if (bytes->Byte() % 2 == 0) SetDate(bytes, benefit->mutable_observed_on());
}

}  // namespace

int64_t ByteSource::Number() {
  static constexpr int64_t kEnds[] = {std::numeric_limits<int64_t>::min(),
                                      std::numeric_limits<int64_t>::max(),
                                      -1,
                                      0,
                                      10000,
                                      25000000,
                                      3037000500,
                                      std::numeric_limits<int32_t>::max()};
  const uint8_t kind = Byte();
  if (kind < 160) return kind % 40;
  return kEnds[kind % std::size(kEnds)] ^ (kind % 2);
}

absl::optional<PlaceChain> FuzzPlaces::ChainOf(absl::string_view place) const {
  const PlaceLink country = {"places/india", type::v1::PLACE_KIND_COUNTRY};
  if (place == country.place) return PlaceChain{{country}};
  for (const char* number : {"1", "2"}) {
    const PlaceLink state = {absl::StrCat("places/state-", number),
                             type::v1::PLACE_KIND_STATE};
    if (place == state.place) return PlaceChain{{state, country}};
    for (const char* second : {"1", "2"}) {
      const PlaceLink district = {
          absl::StrCat("places/district-", number, second),
          type::v1::PLACE_KIND_DISTRICT};
      if (place == district.place)
        return PlaceChain{{district, state, country}};
    }
  }
  return absl::nullopt;
}

const AttributeDictionary& FuzzDictionary() {
  static const auto* const kBuilt = [] {
    using namespace scheme_catalog::v1;  // NOLINT: six long enumerators
    auto* built = new BuiltDictionary(AttributeDictionary::Build(
        {OwnAttribute("own_number", ATTRIBUTE_TYPE_NUMBER, ""),
         OwnAttribute("own_truth", ATTRIBUTE_TYPE_TRUTH, ""),
         OwnAttribute("own_text", ATTRIBUTE_TYPE_TEXT, ""),
         OwnAttribute("own_list", ATTRIBUTE_TYPE_LIST, ""),
         OwnAttribute("own_date", ATTRIBUTE_TYPE_DATE, ""),
         OwnAttribute("own_place", ATTRIBUTE_TYPE_PLACE, ""),
         OwnAttribute("double_members", ATTRIBUTE_TYPE_NUMBER, "members * 2"),
         OwnAttribute("per_member", ATTRIBUTE_TYPE_NUMBER,
                      "annual_turnover_paise / double_members")},
        Parameters(), PlaceSets()));
    for (const std::string& defect : built->defects) {
      std::fprintf(stderr, "the fuzzer's dictionary: %s\n", defect.c_str());
      std::abort();
    }
    return built;
  }();
  return *kBuilt->dictionary;
}

const DatedReferences& FuzzReferences() {
  static const auto* const kReferences =
      new DatedReferences(Parameters(), PlaceSets());
  return *kReferences;
}

type::v1::Profile FuzzProfile(ByteSource* bytes, int depth) {
  type::v1::Profile profile;
  const auto* descriptor = type::v1::Profile::descriptor();
  for (int more = bytes->Byte() % 48; more > 0 && !bytes->empty(); --more) {
    const uint8_t which = bytes->Byte();
    if (which >= 240) {
      SetOwn(&profile, bytes);
    } else if (which >= 230) {
      AddReceipt(&profile, bytes);
    } else if (which >= 226) {
      SetMessage(&profile, descriptor->FindFieldByName("children"), bytes,
                 depth);
    } else {
      const auto* field = descriptor->field(which % descriptor->field_count());
      if (!field->is_repeated()) SetElement(&profile, field, bytes, depth);
    }
  }
  return profile;
}

}  // namespace sangam::fuzz
