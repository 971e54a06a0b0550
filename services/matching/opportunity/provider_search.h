// Who near a subject offers what it needs.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_PROVIDER_SEARCH_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_PROVIDER_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "sangam/matching/v1/opportunity_service.pb.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/sliced_answer.h"
#include "services/matching/coverage/subject_scan.h"

namespace sangam::matching {

// Answers FindProviders; the request and the reader outlive it.
class ProviderSearch : public SlicedAnswer<v1::FindProvidersResponse> {
 public:
  ProviderSearch(const v1::FindProvidersRequest* request,
                 const CoverageBasisReader* reader)
      : SlicedAnswer(&reader->clock(), reader->turns(), reader->limit()),
        request_(*request),
        reader_(*reader) {}

 private:
  absl::Status Begin(const CallContext& call,
                     v1::FindProvidersResponse* response) override;
  absl::StatusOr<bool> Step(v1::FindProvidersResponse* response) override;
  bool IsFull(const v1::FindProvidersResponse& response) const override;
  void End(v1::FindProvidersResponse* response) override;
  void SetProgress(v1::FindProvidersResponse* response) const override;

  absl::Status CheckRequest();
  absl::Status FindSeeker(const CallContext& call);
  // A version for each service, then the condition if there is one.
  absl::StatusOr<std::vector<SharedVersion>> CompileServices() const;
  // The rows of the block that satisfy the condition, or may.
  RowBits Satisfying(v1::Verdict verdict) const;
  void AddBlock();
  void AddProvider(uint32_t row);
  // Whether the place is within reach; sets what of it a provider tells.
  bool IsWithinReach(const std::string& place, v1::Provider* provider) const;
  // Both states are known, and they differ.
  bool InAnotherState(const std::string& place) const;
  void Explain(v1::Provider* provider) const;
  // Drops those that can't be listed any more.
  void KeepNearest(size_t slack);

  const v1::FindProvidersRequest& request_;
  const CoverageBasisReader& reader_;
  std::string digest_;
  CoverageBasis basis_;
  // The seeker's name, empty for a place; its place chain; its sectors.
  std::string seeker_;
  PlaceChain chain_;
  std::vector<std::string> sectors_;
  size_t limit_ = 0;
  absl::optional<SubjectScan> scan_;
  bool sorted_ = false;
  std::vector<v1::Provider> providers_;
  size_t next_ = 0;
  int64_t found_ = 0;
  int64_t may_offer_ = 0;
  // By service: whether somebody within reach offers it.
  std::vector<bool> offered_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_PROVIDER_SEARCH_H_
