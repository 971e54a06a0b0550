// Rows of what the reference evaluator says: places and industries, whose
// values are many, and whose tests are few.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_EVALUATED_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_EVALUATED_ROWS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "services/matching/index/attribute_rows.h"
#include "services/matching/index/kept_named_places.h"
#include "services/matching/index/named_places.h"

namespace sangam::matching {

// Each different test is evaluated once for each value. The rows that come of
// it are kept for the values that were asked for last, unless the places could
// change unseen: see PlaceDirectory::generation().
class EvaluatedRows : public AttributeRows {
 public:
  EvaluatedRows(const AttributeTests& tests, size_t words);

  void AddTo(const SubjectView& subject, const ReferenceData& reference,
             WorkRows* work, VerdictRows* rows) const override;
  size_t bytes() const override;

 private:
  // So many values at most are kept.
  static constexpr size_t kMostKept = 512;

  // The rows of one value; those without a bit are left out.
  struct Kept {
    BitRows fails;
    BitRows unknowns;
  };

  // A place as the tests see it.
  struct SeenPlace {
    NamedPlaces::Seen seen;
    bool is_given = false;

    friend bool operator==(const SeenPlace& a, const SeenPlace& b) {
      return a.is_given == b.is_given && a.seen.known == b.seen.known &&
             a.seen.links == b.seen.links;
    }
  };
  struct SeenPlaceHash {
    size_t operator()(const SeenPlace& place) const;
  };
  // What one thread found last, so that it need not wait for others.
  struct Memo {
    std::shared_ptr<const NamedPlaces> named;
    absl::flat_hash_map<SeenPlace, std::shared_ptr<const Kept>, SeenPlaceHash>
        by_place;
  };

  // The rows of a subject's place by the memo; null where the places can't
  // promise to stay as they are.
  const Kept* ByMemo(const SubjectView& subject, const ReferenceData& reference,
                     WorkRows* work) const;
  // The rows of a subject's value, evaluated unless they are kept.
  std::shared_ptr<const Kept> Find(const SubjectView& subject,
                                   const ReferenceData& reference,
                                   const NamedPlaces* named) const;
  std::string KeyOf(const SubjectView& subject, const NamedPlaces* named) const;
  std::shared_ptr<const Kept> Evaluate(const SubjectView& subject,
                                       const ReferenceData& reference,
                                       const NamedPlaces* named) const;

  const uint64_t id_ = NewGeneration();
  const AttributeInfo& attribute_;
  const bool changeable_;
  const size_t words_;
  std::vector<const rules::Predicate*> predicates_;
  // Of the tests of places; null for any other attribute.
  std::unique_ptr<const KeptNamedPlaces> places_;
  // By literal (twice the test, plus one if negated), and the end; into bits_.
  std::vector<uint32_t> first_;
  std::vector<uint32_t> bits_;

  mutable absl::Mutex mutex_;
  mutable absl::flat_hash_map<std::string, std::shared_ptr<const Kept>> kept_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_EVALUATED_ROWS_H_
