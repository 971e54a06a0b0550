// The words of explanations, in English and Hindi.
#ifndef SANGAM_COMMON_RULES_PHRASES_H_
#define SANGAM_COMMON_RULES_PHRASES_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/datum.h"
#include "common/rules/distance.h"
#include "common/rules/expression.h"
#include "common/rules/value.h"

namespace sangam::rules {

// Turns values and requirements into words of one language. A language other
// than Hindi gets English. Immutable; safe to share.
class Phrases {
 public:
  // What people call a scheme ("schemes/..."); empty if that is not known.
  using SchemeTitle = std::function<std::string(absl::string_view scheme)>;

  // Without `scheme_title`, schemes are told by their names. It must be safe to
  // call for as long as the phrases live.
  explicit Phrases(absl::string_view language_code,
                   SchemeTitle scheme_title = nullptr);

  const std::string& language_code() const { return language_code_; }

  // "9", "₹14,76,000", "75 %", "6 months".
  std::string Number(int64_t number, type::v1::AttributeUnit unit) const;
  // Any value of an attribute: "producer group", "yes", "2013-04-01",
  // "handloom, jute". Empty for nothing.
  std::string ValueOf(const Value& value, const AttributeInfo& info) const;
  std::string ValueOf(const Value& value, type::v1::AttributeUnit unit) const;
  // "6 to 9", "at least 6".
  std::string Range(const NumberRange& range,
                    type::v1::AttributeUnit unit) const;

  // "at least 10", "on or after 2013-04-01", "not SHG".
  std::string Required(Comparison comparison, const Value& limit,
                       const AttributeInfo& info) const;
  std::string Required(Comparison comparison, const Value& limit,
                       type::v1::AttributeUnit unit) const;
  // The same against something told in words: "at least the loan limit".
  std::string RequiredWords(Comparison comparison,
                            const std::string& limit) const;
  // "yes" or "no".
  std::string YesNo(bool yes) const;
  // "one of SHG, VO" or "none of SHG, VO".
  std::string OneOf(const std::vector<Value>& values, const AttributeInfo& info,
                    bool negated) const;
  // "handloom among them" or "no handloom among them".
  std::string Includes(const Value& element, const AttributeInfo& info,
                       bool negated) const;
  // "known" or "not known".
  std::string IsGiven(bool negated) const;
  // "within Meghalaya or Assam" or "outside ...". Of more than three places,
  // two are named: "within Meghalaya, Assam or 6 more".
  std::string Within(const std::vector<std::string>& places,
                     bool negated) const;
  // "in industry 13 or 14" or "not in ...".
  std::string InIndustries(const std::vector<std::string>& codes,
                           bool negated) const;
  // "received from PM Vishwakarma within the last 12 months", or "not received
  // ...".
  std::string Received(absl::string_view scheme,
                       const absl::optional<int64_t>& within_months,
                       bool negated) const;

  // "1 more", "₹50,000 less", "5 percentage points more".
  std::string DistanceText(const Distance& distance,
                           type::v1::AttributeUnit unit) const;

  // What is known of a place or a benefit where that does not suffice.
  std::string PlaceTooCoarse(absl::string_view place) const;
  std::string PlaceNotInDirectory(absl::string_view place) const;
  std::string PlaceSetIncomplete(absl::string_view place) const;
  std::string CannotBeComputed(absl::string_view why) const;
  std::string NoValueOnThatDay(absl::string_view parameter) const;
  // "12 on record" or "12 on record, perhaps not all".
  std::string ChildrenOnRecord(int64_t count, bool complete) const;
  std::string ReceivedOn(absl::CivilDay day) const;
  std::string ReceivedSometime() const;
  std::string NothingOnRecord() const;
  std::string NothingOnRecordUntil(absl::CivilDay day) const;

  // The label and question of received benefits, which have no attribute.
  std::string ReceivedLabel() const;
  std::string ReceivedQuestion() const;

  // The Hindi text for Hindi, else the English one.
  absl::string_view Say(absl::string_view en, absl::string_view hi) const {
    return hindi_ ? hi : en;
  }

 private:
  // "a, b or c".
  std::string Alternatives(std::vector<std::string> parts) const;
  std::string RequiredDate(Comparison comparison, const std::string& day) const;
  // "producer group" for PRODUCER_GROUP; a text that is no code stays as it is.
  std::string CodeText(absl::string_view code) const;

  std::string language_code_;
  SchemeTitle scheme_title_;
  bool hindi_;
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_PHRASES_H_
