// Who answers the messages of a bidirectional call, one by one.
//
//   class Adder : public Exchange<Number, Sum> {
//    public:
//     absl::StatusOr<Sum> Answer(const CallContext&, const Number& number)
//         override {
//       sum_.set_value(sum_.value() + number.value());
//       return sum_;
//     }
//   };
#ifndef SANGAM_COMMON_SERVER_EXCHANGE_H_
#define SANGAM_COMMON_SERVER_EXCHANGE_H_

#include "absl/status/statusor.h"
#include "common/server/call_context.h"

namespace sangam {

// One exchange serves one call, which ends well when the caller has sent all
// and has every answer. The next request is read when the answer before it is
// on its way, so a caller costs one request and one answer of memory however
// fast it sends or slowly it reads. The methods are never called concurrently,
// but may be on different threads. It is destroyed when the call has ended, on
// any thread.
template <typename RequestType, typename ResponseType>
class Exchange {
 public:
  using Request = RequestType;
  using Response = ResponseType;

  virtual ~Exchange() = default;

  // Runs on a worker, so it may block for a while. The one answer to
  // `request`; or an error, which ends the call: what was sent beyond is not
  // read.
  virtual absl::StatusOr<Response> Answer(const CallContext& call,
                                          const Request& request) = 0;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_EXCHANGE_H_
