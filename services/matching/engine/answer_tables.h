// What answers read of a catalogue beside its rules, once for all subjects.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_TABLES_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/match_template.h"
#include "services/matching/engine/relation_statements.h"
#include "services/matching/engine/version_table.h"
#include "services/matching/index/forward_index.h"

namespace sangam::matching {

// Bits of positions: bit p % 64 of word p / 64 is that of position p.
using Plane = std::vector<uint64_t>;

inline bool HasBit(const Plane& plane, size_t position) {
  return (plane[position / 64] >> (position % 64) & 1) != 0;
}
inline void SetBit(Plane* plane, size_t position) {
  (*plane)[position / 64] |= uint64_t{1} << (position % 64);
}
size_t CountBits(const Plane& plane);

// Calls `visit` with each position of the plane, in rising order.
template <typename Visit>
void ForEachBit(const Plane& plane, const Visit& visit) {
  for (size_t word = 0; word < plane.size(); ++word) {
    for (uint64_t rest = plane[word]; rest != 0; rest &= rest - 1) {
      visit(word * 64 + static_cast<size_t>(__builtin_ctzll(rest)));
    }
  }
}

// The templates of a catalogue in one language; see AnswerTables.
class TemplatesInLanguage {
 public:
  // Null: not made yet, or not kept.
  const MatchTemplate* Find(size_t position) const;
  // Keeps a template unless another one was kept meanwhile, and returns the one
  // that is kept; null where templates of too many languages are kept. Then
  // `made` is as it was.
  const MatchTemplate* Keep(size_t position,
                            std::unique_ptr<const MatchTemplate>* made) const;

 private:
  friend class AnswerTables;
  struct Part {
    size_t begin = 0;
    MatchTemplates::InLanguage* kept = nullptr;
  };
  const Part& PartOf(size_t position) const;

  absl::InlinedVector<Part, 4> parts_;
};

// Immutable but for what it keeps to be quicker, so safe to share between
// threads. Each version of the snapshot has a position, which is that of the
// index where there is one; then others may be empty, that is no version's.
// Holds the snapshot.
class AnswerTables {
 public:
  // A relation of the version at `stated_by` to another scheme.
  using Statement = RelationStatement;

  // The positions from `begin` on, up to the next part.
  struct Part {
    size_t begin = 0;
    std::shared_ptr<const VersionTable> table;
  };

  // `index` may be null; else it was built of the snapshot. Shares with
  // `previous` (may be null) what goes with the parts that both indexes have.
  // Nothing of `previous` is needed afterwards.
  static std::shared_ptr<const AnswerTables> Build(
      std::shared_ptr<const CatalogSnapshot> catalog, const ForwardIndex* index,
      const AnswerTables* previous = nullptr);

  const CatalogSnapshot& catalog() const { return *catalog_; }
  // How many positions there are.
  size_t size() const { return places_.size(); }
  // In the order of their positions; at least one.
  const std::vector<Part>& parts() const { return parts_; }
  Plane EmptyPlane() const { return Plane((size() + 63) / 64); }

  // Of positions that are not empty.
  const CompiledScheme& scheme(size_t position) const {
    return catalog_->schemes()[places_[position].scheme];
  }
  // Schemes have numbers in the order of their names.
  uint32_t scheme_number(size_t position) const {
    return places_[position].scheme;
  }
  const CompiledVersion& version(size_t position) const {
    return *places_[position].facts->compiled;
  }
  size_t PositionOf(size_t scheme_number, size_t version) const {
    return positions_[first_[scheme_number] + version];
  }
  // The position of the scheme's version in force, if there is one.
  absl::optional<size_t> PositionIn(const Plane& in_force,
                                    size_t scheme_number) const;

  const GrantBound& grant(size_t position) const {
    return places_[position].facts->grant;
  }
  // All positions but empty ones: those that may be worth most first, of equals
  // the scheme that comes first by name.
  const std::vector<uint32_t>& by_grant() const { return by_grant_; }
  // Bit k: a benefit is of the kind with the number k.
  uint32_t benefit_kinds(size_t position) const {
    return places_[position].facts->benefit_kinds;
  }
  // What the versions of other schemes state of this one, in the order of their
  // names.
  const std::vector<Statement>& StatementsAbout(
      absl::string_view scheme) const {
    return statements_.About(scheme);
  }
  // What matches say whatever the subject. Valid as long as the tables.
  TemplatesInLanguage TemplatesIn(const std::string& language_code) const;

 private:
  struct Place {
    uint32_t scheme = VersionPosition::kNone;
    // Null only where nothing ever stood.
    const VersionFacts* facts = nullptr;
  };
  explicit AnswerTables(std::shared_ptr<const CatalogSnapshot> catalog)
      : catalog_(std::move(catalog)) {}

  // Each gives every version a position.
  void TakeOrderOfCatalog();
  void TakePositionsOf(const ForwardIndex& index, const AnswerTables* previous);
  void FindPlaces();
  // Up to where the positions mean the same in `previous`.
  size_t SharedWith(const AnswerTables& previous) const;
  bool ComesBefore(uint32_t a, uint32_t b) const;
  // All that is not empty.
  void OrderAll();
  // The same, of what `previous` has; false if that is not enough.
  bool OrderAfter(const AnswerTables& previous);

  const std::shared_ptr<const CatalogSnapshot> catalog_;
  std::vector<Part> parts_;
  std::vector<Place> places_;
  // The positions of the versions of scheme s begin at first_[s].
  std::vector<uint32_t> first_;
  std::vector<uint32_t> positions_;
  std::vector<uint32_t> by_grant_;
  RelationStatements statements_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_TABLES_H_
