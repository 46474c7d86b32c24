// Drafts to try, each with what the customer wrote.

export const EXAMPLES = [
  {
    draft: "We can’t refund order 48213 because you opened the box. You’ll have to contact the manufacturer at 0800 555 0134. Next time check the size first.",
    message: "The jacket is two sizes too small. I need this for Saturday and I am really disappointed.",
  },
  {
    draft: "Hi {{ticket.requester.first_name}},\n\nI don’t know why your invoice is wrong. That’s not my department. Sorry about that.\n\nKim",
    message: "You charged me $49.00 twice and nobody answers. This is ridiculous!!!",
  },
  {
    draft: "As I already told you, you didn’t enter the code. You need to restart the router, obviously.",
    message: "My internet has been down since Monday and I work from home.",
  },
  {
    draft: "I’m so sorry that your parcel arrived damaged. I have sent you a return label, and you can choose between a new one and your money back. Which would you like?",
    message: "The vase came broken.",
  },
];
