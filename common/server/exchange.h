// Who answers the messages of a bidirectional call, one by one.
//
//   class Adder : public Exchange<Number, Sum> {
//    public:
//     absl::StatusOr<Sum> Answer(const CallContext&, const Number& number,
//                                NothingPrepared&) override {
//       sum_.set_value(sum_.value() + number.value());
//       return sum_;
//     }
//   };
#ifndef SANGAM_COMMON_SERVER_EXCHANGE_H_
#define SANGAM_COMMON_SERVER_EXCHANGE_H_

#include "absl/status/statusor.h"
#include "common/server/call_context.h"

namespace sangam {

// For exchanges that work all out when they answer.
struct NothingPrepared {};

// One exchange serves one call, which ends well when the caller has sent all
// and has every answer. While one request is answered the next one is read and
// prepared, and no further one, so a caller costs two requests and one answer
// of memory however fast it sends or slowly it reads. Answer is never called
// concurrently with itself, nor is Prepare; each may be on different threads.
// A call that is cancelled ends at once, and waits for neither: the exchange is
// destroyed when the call has ended and none of them runs, on any thread.
template <typename RequestType, typename ResponseType,
          typename PreparedType = NothingPrepared>
class Exchange {
 public:
  using Request = RequestType;
  using Response = ResponseType;
  using Prepared = PreparedType;

  virtual ~Exchange() = default;

  // What can be done of a request ahead; may refer to it. Runs on a worker,
  // possibly while Answer works on the request before it, and after the call
  // has ended: so it reads what many may read at once, and changes nothing. It
  // may be for nothing, because an earlier request ends the call.
  virtual Prepared Prepare(const Request& /*request*/) const {
    return Prepared();
  }

  // Runs on a worker, so it may block for a while; possibly on after the call
  // has ended, which `call` tells by then. The one answer to
  // `request`, with what was prepared for it; or an error, which ends the call:
  // what was sent beyond is not answered.
  virtual absl::StatusOr<Response> Answer(const CallContext& call,
                                          const Request& request,
                                          Prepared& prepared) = 0;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_EXCHANGE_H_
