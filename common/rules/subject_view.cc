#include "common/rules/subject_view.h"

#include <utility>

#include "common/clock/civil_date.h"
#include "common/rules/evaluator.h"
#include "common/rules/plain_fields.h"
#include "common/rules/recorded_value.h"

namespace sangam {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Reflection;
using rules::DayOf;
using rules::Value;

// A field of Profile, with what is needed of its attribute; most of an
// AttributeInfo is for people. The attributes of fields have the same indexes
// in every dictionary.
struct ProfileField {
  const FieldDescriptor* field;
  FieldDescriptor::CppType type;
  bool absence_is_false;
  bool is_children;
  // Others are read one by one.
  bool is_plain;
  // Of an enum; null: by reflection.
  rules::EnumReader enum_reader;
  // Of an enum, what rules call each of its values, by number; nothing for one
  // that they do not know.
  std::vector<Value> enum_values;
};

// allowed_values leaves out the zero value and keeps the order.
std::vector<Value> EnumValuesOf(const AttributeInfo& info) {
  std::vector<Value> values;
  const auto* type = info.field->enum_type();
  if (type == nullptr) return values;
  size_t next = 0;
  for (int i = 0; i < type->value_count(); ++i) {
    const int number = type->value(i)->number();
    if (number == 0) continue;
    if (values.size() <= static_cast<size_t>(number)) values.resize(number + 1);
    values[number] = info.allowed_values[next++];
  }
  return values;
}

// By index.
const std::vector<ProfileField>& ProfileFields() {
  static const auto* const kFields = [] {
    auto* fields = new std::vector<ProfileField>();
    for (const AttributeInfo& info : AttributeDictionary::BuiltIn().all()) {
      fields->push_back(
          {info.field, info.field->cpp_type(),
           info.absence == type::v1::ATTRIBUTE_ABSENCE_FALSE,
           info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN,
           rules::IsPlainField(info.field->name()),
           rules::ReaderOfEnum(info.field->name()), EnumValuesOf(info)});
    }
    return fields;
  }();
  return *kFields;
}

// The indexes of those for which `wanted` holds.
template <typename Wanted>
std::vector<int> FieldsThat(const Wanted& wanted) {
  std::vector<int> indexes;
  const std::vector<ProfileField>& fields = ProfileFields();
  for (size_t i = 0; i < fields.size(); ++i) {
    if (wanted(fields[i])) indexes.push_back(static_cast<int>(i));
  }
  return indexes;
}

// What each subject needs of them: most have nothing special.
struct SortedFields {
  const rules::PlainFields plain{AttributeDictionary::BuiltIn()};
  const std::vector<int> others = FieldsThat([](const ProfileField& field) {
    return !field.is_plain && !field.is_children;
  });
  const std::vector<int> false_if_absent = FieldsThat(
      [](const ProfileField& field) { return field.absence_is_false; });
  const std::vector<int> children =
      FieldsThat([](const ProfileField& field) { return field.is_children; });
};

const SortedFields& Sorted() {
  static const auto* const kSorted = new SortedFields();
  return *kSorted;
}

Value EnumValue(const ProfileField& of, int number) {
  // A negative one is past the end, too.
  const auto place = static_cast<size_t>(number);
  return place < of.enum_values.size() ? of.enum_values[place] : Value();
}

Value MessageValue(const google::protobuf::Message& message) {
  if (message.GetDescriptor() == google::type::Date::descriptor()) {
    const auto day = DayOf(static_cast<const google::type::Date&>(message));
    if (day) return *day;
    return {};
  }
  // Children are no value; see ReadChildren.
  if (message.GetDescriptor() != type::v1::StringList::descriptor()) return {};
  const auto& list = static_cast<const type::v1::StringList&>(message);
  return std::vector<std::string>(list.values().begin(), list.values().end());
}

Value ReadField(const Reflection& reflection, const type::v1::Profile& profile,
                const ProfileField& of) {
  const FieldDescriptor* field = of.field;
  switch (of.type) {
    case FieldDescriptor::CPPTYPE_INT64:
      return static_cast<int64_t>(reflection.GetInt64(profile, field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(profile, field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumValue(of, reflection.GetEnumValue(profile, field));
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string scratch;
      return reflection.GetStringReference(profile, field, &scratch);
    }
    default:
      return MessageValue(reflection.GetMessage(profile, field));
  }
}

// For derivations that are asked without a directory.
class NoPlaces : public PlaceDirectory {
 public:
  absl::optional<PlaceChain> ChainOf(absl::string_view) const override {
    return absl::nullopt;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
};

// The indexes of attributes that every dictionary holds.
struct KnownIndexes {
  static int Of(absl::string_view name) {
    return AttributeDictionary::BuiltIn().Find(name)->index;
  }
  const int place = Of("place");
  const int formed_on = Of("formed_on");
  const int age_months = Of("age_months");
  const int members = Of("members");
  const int poor_members = Of("poor_members");
  const int women_members = Of("women_members");
  const int sc_members = Of("sc_members");
  const int st_members = Of("st_members");
  const int poor_share = Of("poor_member_share_bps");
  const int women_share = Of("women_member_share_bps");
  const int sc_st_share = Of("sc_st_member_share_bps");
};

const KnownIndexes& Known() {
  static const auto* const kIndexes = new KnownIndexes();
  return *kIndexes;
}

}  // namespace

SubjectView::SubjectView(const type::v1::Profile& profile,
                         PlaceChain place_chain, absl::CivilDay as_of,
                         const AttributeDictionary& dictionary,
                         const DatedReferences* dated,
                         const PlaceDirectory* places)
    : values_(dictionary.all().size()),
      given_(dictionary.all().size()),
      place_chain_(std::move(place_chain)),
      as_of_(as_of) {
  static const NoPlaces* const kNoPlaces = new NoPlaces();
  const ReferenceData reference(
      places == nullptr ? *kNoPlaces : *places,
      dated == nullptr ? DatedReferences::Empty() : *dated);
  ReadFields(profile, dictionary);
  ReadExtra(profile, dictionary);
  ReadPlace(dictionary);
  ReadReceipts(profile);
  DeriveAge(dictionary);
  DeriveShares(dictionary);
  ReadChildren(profile, dictionary, reference.dated, reference.places);
  const size_t fields = ProfileFields().size();
  const Value* const values = values_.data();
  char* const given = given_.data();
  for (size_t i = 0; i < fields; ++i) given[i] = rules::IsKnown(values[i]);
  for (const int i : Sorted().children) given_[i] = children_ != nullptr;
  for (const int i : Sorted().false_if_absent) {
    if (given_[i] == 0) values_[i] = false;
  }
  for (size_t i = fields; i < dictionary.all().size(); ++i) {
    const AttributeInfo& info = dictionary.all()[i];
    if (info.origin != scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED) {
      Settle(info);
    }
  }
  DeriveByDictionary(dictionary, reference);
}

void SubjectView::DeriveByDictionary(const AttributeDictionary& dictionary,
                                     const ReferenceData& reference) {
  for (const int index : dictionary.derivation_order()) {
    const AttributeInfo& info = dictionary.all()[index];
    rules::Evaluated evaluated =
        rules::EvaluateTree(*info.derivation_root, *this, reference);
    values_[index] = rules::ToValue(evaluated.value);
    if (!rules::IsKnown(values_[index])) {
      const auto* range = absl::get_if<rules::NumberRange>(&evaluated.value);
      why_unknown_[index] =
          range == nullptr ? std::move(evaluated.causes) : range->causes;
    }
    Settle(info);
  }
}

rules::UnknownCauses SubjectView::WhyUnknown(int index) const {
  const auto found = why_unknown_.find(index);
  return found == why_unknown_.end() ? rules::UnknownCauses() : found->second;
}

void SubjectView::Settle(const AttributeInfo& info) {
  given_[info.index] =
      rules::IsKnown(values_[info.index]) ||
      (info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN &&
       children_ != nullptr);
  if (!given_[info.index] &&
      info.absence == type::v1::ATTRIBUTE_ABSENCE_FALSE) {
    values_[info.index] = false;
  }
}

void SubjectView::ReadFields(const type::v1::Profile& profile,
                             const AttributeDictionary& /*dictionary*/) {
  const Reflection& reflection = *profile.GetReflection();
  Sorted().plain.Read(profile, values_.data());
  for (const int i : Sorted().others) {
    const ProfileField& field = ProfileFields()[i];
    if (field.enum_reader != nullptr) {
      values_[i] = EnumValue(field, field.enum_reader(profile));
    } else if (reflection.HasField(profile, field.field)) {
      values_[i] = ReadField(reflection, profile, field);
    }
  }
}

void SubjectView::ReadExtra(const type::v1::Profile& profile,
                            const AttributeDictionary& dictionary) {
  for (size_t i = ProfileFields().size(); i < dictionary.all().size(); ++i) {
    const AttributeInfo& info = dictionary.all()[i];
    if (info.origin != scheme_catalog::v1::ATTRIBUTE_ORIGIN_RECORDED) continue;
    // Values recorded under a name that it had before count as well.
    auto found = profile.extra().find(info.name);
    for (const std::string& former : info.former_names) {
      if (found == profile.extra().end()) found = profile.extra().find(former);
    }
    if (found != profile.extra().end()) {
      values_[info.index] = rules::RecordedValue(found->second, info.type);
    }
  }
}

void SubjectView::ReadChildren(const type::v1::Profile& profile,
                               const AttributeDictionary& dictionary,
                               const DatedReferences& dated,
                               const PlaceDirectory& places) {
  if (!profile.has_children()) return;
  auto children = std::make_shared<Children>();
  children->complete = profile.children().complete();
  children->views.reserve(profile.children().profiles_size());
  for (const type::v1::Profile& child : profile.children().profiles()) {
    PlaceChain chain = places.ChainOf(child.place()).value_or(PlaceChain());
    // What is nested deeper is no part of the contract, and could be deep.
    type::v1::Profile shallow;
    if (child.has_children()) {
      shallow = child;
      shallow.clear_children();
    }
    children->views.emplace_back(child.has_children() ? shallow : child,
                                 std::move(chain), as_of_, dictionary, &dated,
                                 &places);
  }
  children_ = std::move(children);
}

void SubjectView::ReadPlace(const AttributeDictionary& /*dictionary*/) {
  Value& place = values_[Known().place];
  const std::string* own = absl::get_if<std::string>(&place);
  if (place_chain_.empty() && own != nullptr && !own->empty()) {
    place_chain_.links.push_back({*own, type::v1::PLACE_KIND_UNSPECIFIED});
  }
  if (place_chain_.empty()) {
    place = Value();
  } else {
    place = place_chain_.links.front().place;
  }
}

void SubjectView::ReadReceipts(const type::v1::Profile& profile) {
  receipts_.reserve(profile.received_benefits_size());
  for (const type::v1::ReceivedBenefit& benefit : profile.received_benefits()) {
    Receipt receipt;
    receipt.scheme = benefit.scheme();
    if (benefit.has_received_on()) {
      receipt.received_on = DayOf(benefit.received_on());
    }
    if (benefit.has_observed_on()) {
      receipt.observed_on = DayOf(benefit.observed_on());
    }
    receipts_.push_back(std::move(receipt));
  }
  if (profile.has_received_benefits_complete_until()) {
    receipts_complete_until_ =
        DayOf(profile.received_benefits_complete_until());
  }
}

void SubjectView::DeriveAge(const AttributeDictionary& /*dictionary*/) {
  const Value& formed_on = values_[Known().formed_on];
  const auto* day = absl::get_if<absl::CivilDay>(&formed_on);
  if (day == nullptr) return;
  Value& age = values_[Known().age_months];
  if (*day > as_of_) {
    age = Value();
    // Not missing: formed_on wins over any age that would be answered.
    why_unknown_[Known().age_months] = {
        {rules::UnknownReason::kParameterWithoutValue, "age_months"}};
  } else {
    age = CompletedMonths(*day, as_of_);
  }
}

void SubjectView::DeriveShares(const AttributeDictionary& /*dictionary*/) {
  const KnownIndexes& known = Known();
  const auto number = [&](int index) {
    return absl::get_if<int64_t>(&values_[index]);
  };
  const int64_t* members = number(known.members);
  if (members == nullptr || *members <= 0) return;
  const auto derive = [&](int index,
                          std::initializer_list<const int64_t*> parts) {
    Value& share = values_[index];
    if (rules::IsKnown(share)) return;
    // Wide, because counts may be as large as an int64 holds.
    __int128 part = 0;
    for (const int64_t* count : parts) {
      if (count == nullptr || *count < 0) return;
      part += *count;
    }
    if (part > *members) return;
    share = static_cast<int64_t>(part * 10'000 / *members);
  };
  derive(known.poor_share, {number(known.poor_members)});
  derive(known.women_share, {number(known.women_members)});
  derive(known.sc_st_share,
         {number(known.sc_members), number(known.st_members)});
}

}  // namespace sangam
