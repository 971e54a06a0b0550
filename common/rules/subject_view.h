// A subject as rules see it: every attribute known on one date, derived ones
// included.
#ifndef SANGAM_COMMON_RULES_SUBJECT_VIEW_H_
#define SANGAM_COMMON_RULES_SUBJECT_VIEW_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/reference_data.h"
#include "common/rules/unknown_cause.h"
#include "common/rules/value.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam {

// One benefit on record. At least one date is known, or neither.
struct Receipt {
  std::string scheme;
  // When it was received.
  absl::optional<absl::CivilDay> received_on;
  // A day by which it had been received.
  absl::optional<absl::CivilDay> observed_on;
};

// Reads a profile once and holds a value for each attribute of the dictionary.
// Immutable, so safe to share between threads; keeps no pointer to the profile.
//
// Derived attributes:
// - age_months: completed months from formed_on to as_of; formed_on wins over
// an
//   age that is given, and gives nothing if it lies after as_of.
// - poor_member_share_bps, women_member_share_bps, sc_st_member_share_bps:
//   floor(10,000 * part / members), unless the share itself is given. A share
//   so counts by its whole basis points: 2 of 3 is 6,666. Nothing is derived
//   where there are no members, or where the part is negative or more than the
//   whole.
//
// - those of the dictionary, by their derivations. Unknown where the derivation
//   is unknown or fails.
//
// A date that is not a day of the calendar, an enum value that this dictionary
// does not know, an empty place and a department's attribute of another type
// than the dictionary's count as not given.
class SubjectView {
 public:
  // Those directly under the subject.
  struct Children {
    // With the places that their profiles name, and nothing above these.
    std::vector<SubjectView> views;
    // There are no more.
    bool complete = false;
  };

  // `place_chain` may be empty; then only the profile's own place is known.
  // `dated` and `places` are what derivations read; without them parameters and
  // places above the subject's are not known there. Neither is kept.
  SubjectView(
      const type::v1::Profile& profile, PlaceChain place_chain,
      absl::CivilDay as_of,
      const AttributeDictionary& dictionary = AttributeDictionary::BuiltIn(),
      const DatedReferences* dated = nullptr,
      const PlaceDirectory* places = nullptr);

  // The value of the attribute with this index; nothing where it is not known.
  // An attribute whose absence means FALSE is false where it is not given. For
  // the children always nothing: see children().
  const rules::Value& value(int index) const { return values_[index]; }
  // Whether the profile gives or implies it.
  bool Has(int index) const { return given_[index] != 0; }

  // Why a derived attribute is not known; empty for any other.
  rules::UnknownCauses WhyUnknown(int index) const;

  // Null where nothing is known of them.
  const Children* children() const { return children_.get(); }

  const PlaceChain& place_chain() const { return place_chain_; }
  absl::CivilDay as_of() const { return as_of_; }
  const std::vector<Receipt>& receipts() const { return receipts_; }
  // Up to this day, whatever is not in receipts() was not received.
  const absl::optional<absl::CivilDay>& receipts_complete_until() const {
    return receipts_complete_until_;
  }

 private:
  void ReadFields(const type::v1::Profile& profile,
                  const AttributeDictionary& dictionary);
  void ReadPlace(const AttributeDictionary& dictionary);
  void ReadReceipts(const type::v1::Profile& profile);
  void ReadExtra(const type::v1::Profile& profile,
                 const AttributeDictionary& dictionary);
  void ReadChildren(const type::v1::Profile& profile,
                    const AttributeDictionary& dictionary,
                    const DatedReferences& dated, const PlaceDirectory& places);
  // Notes whether the attribute is known, and what its absence means.
  void Settle(const AttributeInfo& info);
  // Evaluates the derivations of the dictionary, in their order.
  void DeriveByDictionary(const AttributeDictionary& dictionary,
                          const ReferenceData& reference);
  void DeriveAge(const AttributeDictionary& dictionary);
  void DeriveShares(const AttributeDictionary& dictionary);

  // Most dictionaries have fewer attributes: a subject takes no allocation for
  // them, which would be its largest by far.
  static constexpr size_t kUsual = 128;

  absl::InlinedVector<rules::Value, kUsual> values_;
  // Truths, a byte each: written for every attribute of every subject.
  absl::InlinedVector<char, kUsual> given_;
  std::shared_ptr<const Children> children_;
  absl::flat_hash_map<int, rules::UnknownCauses> why_unknown_;
  PlaceChain place_chain_;
  absl::CivilDay as_of_;
  std::vector<Receipt> receipts_;
  absl::optional<absl::CivilDay> receipts_complete_until_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_SUBJECT_VIEW_H_
